package io.argen.affect.vlm;

import io.argen.config.OptionType;
import io.argen.run.InputException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The {@code vlm} section of a configuration file.
 *
 * @param provider whose wire format is spoken
 * @param baseUrl of the server, without a slash at its end
 * @param model its name there
 * @param keyVariable the environment variable that holds the key; empty if none is needed
 * @param sendImages whether the face may leave this machine
 * @param votes answers asked for, of which the one that agrees most with the others is taken
 * @param callsPerMinute most calls a minute
 * @param timeoutSeconds most a call may take, from connecting to the last byte
 * @param tokenBudget most tokens of all calls of a run, both ways
 * @param answerTokens most tokens of one answer
 * @param temperature of sampling
 */
public record VlmConfig(
    Provider provider,
    String baseUrl,
    String model,
    String keyVariable,
    boolean sendImages,
    int votes,
    int callsPerMinute,
    int timeoutSeconds,
    long tokenBudget,
    int answerTokens,
    double temperature) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  /** Whose wire format a server speaks. */
  public enum Provider {
    /** OpenAI and compatible servers: vLLM, llama.cpp, LM Studio. */
    OPENAI("https://api.openai.com/v1"),
    OLLAMA("http://localhost:11434"),
    GEMINI("https://generativelanguage.googleapis.com/v1beta"),
    ANTHROPIC("https://api.anthropic.com/v1");

    private final String url;

    Provider(String url) {
      this.url = url;
    }

    /** As files spell it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the section may say. */
  public static Map<String, OptionType> options() {
    Map<String, OptionType> options = new LinkedHashMap<>();
    options.put("provider", new OptionType.Choice(words()));
    options.put("base_url", new OptionType.Text());
    options.put("model", new OptionType.Text());
    options.put("key_variable", new OptionType.Text());
    options.put("send_images", new OptionType.Flag());
    options.put("votes", new OptionType.Whole(1, 9));
    options.put("calls_per_minute", new OptionType.Whole(1, 100_000));
    options.put("timeout_seconds", new OptionType.Whole(1, 3600));
    options.put("token_budget", new OptionType.Whole(1, Long.MAX_VALUE));
    options.put("answer_tokens", new OptionType.Whole(64, 100_000));
    options.put("temperature", new OptionType.Decimal(0, 2));
    return options;
  }

  private static List<String> words() {
    return java.util.Arrays.stream(Provider.values()).map(Provider::key).toList();
  }

  /**
   * Of the section's values, checked by {@link #options}.
   *
   * @throws InputException naming the key that is missing or wrong; it never shows its value
   */
  public static VlmConfig of(Map<String, String> values) {
    String word = need(values, "provider");
    if (!words().contains(word)) {
      throw new InputException("vlm.provider: expected one of " + String.join(", ", words()));
    }
    Provider provider = Provider.valueOf(word.toUpperCase(Locale.ROOT));
    String variable = values.getOrDefault("key_variable", "");
    if (!variable.isEmpty() && !VARIABLE.matcher(variable).matches()) {
      throw new InputException(
          "vlm.key_variable: expected the name of an environment variable, such as OPENAI_API_KEY;"
              + " never write the key itself into a file");
    }
    String url = values.getOrDefault("base_url", provider.url).replaceAll("/+$", "");
    return new VlmConfig(
        provider,
        checked(url),
        need(values, "model"),
        variable,
        Boolean.parseBoolean(values.getOrDefault("send_images", "false")),
        Integer.parseInt(values.getOrDefault("votes", "3")),
        Integer.parseInt(values.getOrDefault("calls_per_minute", "60")),
        Integer.parseInt(values.getOrDefault("timeout_seconds", "60")),
        Long.parseLong(values.getOrDefault("token_budget", "1000000")),
        Integer.parseInt(values.getOrDefault("answer_tokens", "1200")),
        Double.parseDouble(values.getOrDefault("temperature", "0.7")));
  }

  private static String need(Map<String, String> values, String key) {
    String value = values.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new InputException("vlm." + key + " is missing; give it in the file's vlm section");
    }
    return value;
  }

  private static String checked(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null
          && uri.getUserInfo() == null
          && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
        return url;
      }
    } catch (java.net.URISyntaxException e) {
      throw new InputException("vlm.base_url is no address; give one such as http://host:8000/v1");
    }
    throw new InputException(
        "vlm.base_url: expected http:// or https:// with a host and no password in it");
  }

  /** Where it is, as messages may say it. */
  String host() {
    URI uri = URI.create(baseUrl);
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** What answers depend on: not the key, nor how fast one may ask. */
  public String fingerprint() {
    return String.join(
        " ",
        provider.key(),
        baseUrl,
        model,
        Boolean.toString(sendImages),
        Integer.toString(votes),
        Integer.toString(answerTokens),
        Double.toString(temperature));
  }
}
