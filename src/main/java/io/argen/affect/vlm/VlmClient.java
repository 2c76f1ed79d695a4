package io.argen.affect.vlm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.TokenUsage;
import io.argen.affect.vlm.VlmException.Kind;
import io.argen.run.AtomicFiles;
import io.argen.run.Digests;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks the model: from the cache if it was asked the same before, else through the server, not
 * faster than allowed, not beyond the token budget, and once more where that may help.
 */
final class VlmClient {
  private static final int TRIES = 3;
  private static final double LONGEST_PAUSE_SECONDS = 120;
  private static final double NANOS = 1e9;

  private final VlmConfig config;
  private final String key;
  private final Path cache;
  private final VlmUsage usage;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final BoundedHttp http;
  private long nextCall;
  private boolean called;

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    /** The calling thread sleeps in earnest. */
    Pause REAL = TimeUnit.NANOSECONDS::sleep;

    void sleep(long nanos) throws InterruptedException;
  }

  VlmClient(
      VlmConfig config,
      String key,
      Path cache,
      VlmUsage usage,
      LongSupplier nanoTime,
      Pause pause) {
    this.config = config;
    this.key = key;
    this.cache = cache;
    this.usage = usage;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.http = new BoundedHttp(Duration.ofSeconds(config.timeoutSeconds()));
  }

  /**
   * The answer's text.
   *
   * @param seed another one, another answer
   * @throws VlmException if there is none
   */
  String ask(List<ChatMessage> messages, int seed) {
    Path file =
        cache.resolve(
            Digests.hex(config.fingerprint(), Integer.toString(seed), messages.toString())
                + ".json");
    if (Files.isRegularFile(file)) {
      try {
        JsonNode kept = Json.tree(Files.readString(file, StandardCharsets.UTF_8));
        if (kept.path("answer").isTextual()) {
          usage.cached();
          return kept.path("answer").asText();
        }
      } catch (IOException damaged) {
        // Asked again below, and written anew.
        usage.tokens(0, 0);
      }
    }
    ChatResponse response = call(messages, seed);
    String answer = response.aiMessage().text() == null ? "" : response.aiMessage().text();
    TokenUsage tokens = response.tokenUsage();
    long in = tokens == null || tokens.inputTokenCount() == null ? 0 : tokens.inputTokenCount();
    long out = tokens == null || tokens.outputTokenCount() == null ? 0 : tokens.outputTokenCount();
    usage.tokens(in, out);
    AtomicFiles.write(file, Json.pretty(new Kept(config.model(), answer, in, out)));
    return answer;
  }

  /** What is kept of an answer. */
  record Kept(String model, String answer, long inputTokens, long outputTokens) {}

  private ChatResponse call(List<ChatMessage> messages, int seed) {
    ChatRequest request = ChatRequest.builder().messages(messages).build();
    for (int attempt = 1; ; attempt++) {
      if (usage.tokens() >= config.tokenBudget()) {
        throw new VlmException(
            Kind.BUDGET, "the token budget is used up; raise vlm.token_budget to go on");
      }
      await();
      usage.called();
      try {
        return model(seed).chat(request);
      } catch (RuntimeException e) {
        usage.failed();
        VlmException problem = withoutKey(problem(e));
        double wait = Math.max(problem.retryAfterSeconds(), 0.5 * attempt);
        if (!problem.kind().again() || attempt == TRIES || wait > LONGEST_PAUSE_SECONDS) {
          throw problem;
        }
        sleep((long) (wait * NANOS));
      }
    }
  }

  /** One call at a time keeps the distance that the rate asks for. */
  private synchronized void await() {
    long now = nanoTime.getAsLong();
    if (called && nextCall > now) {
      sleep(nextCall - now);
      now = nextCall;
    }
    called = true;
    nextCall = now + (long) (60 * NANOS / config.callsPerMinute());
  }

  private void sleep(long nanos) {
    try {
      pause.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VlmException(Kind.OTHER, "interrupted while waiting for the model", 0, e);
    }
  }

  /** A server's own words may repeat what it was sent. */
  private VlmException withoutKey(VlmException problem) {
    String message = String.valueOf(problem.getMessage());
    return config.keyVariable().isEmpty() || !message.contains(key)
        ? problem
        : new VlmException(
            problem.kind(), message.replace(key, "***"), problem.retryAfterSeconds(), null);
  }

  private static VlmException problem(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof VlmException known) {
        return known;
      }
    }
    return new VlmException(
        Kind.OTHER, "the model's server answers in another form than vlm.provider says", 0, e);
  }

  private ChatModel model(int seed) {
    BoundedHttp.Builder client = new BoundedHttp.Builder(http);
    Duration timeout = Duration.ofSeconds(config.timeoutSeconds());
    return switch (config.provider()) {
      case OPENAI ->
          OpenAiChatModel.builder()
              .httpClientBuilder(client)
              .baseUrl(config.baseUrl())
              .apiKey(key)
              .modelName(config.model())
              .temperature(config.temperature())
              .seed(seed)
              .maxTokens(config.answerTokens())
              .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
              .responseFormat(AnswerSchema.format())
              .strictJsonSchema(true)
              .timeout(timeout)
              .maxRetries(0)
              .build();
      case GEMINI ->
          GoogleAiGeminiChatModel.builder()
              .httpClientBuilder(client)
              .baseUrl(config.baseUrl())
              .apiKey(key)
              .modelName(config.model())
              .temperature(config.temperature())
              .seed(seed)
              .maxOutputTokens(config.answerTokens())
              .responseFormat(AnswerSchema.format())
              .timeout(timeout)
              .maxRetries(0)
              .build();
      case ANTHROPIC ->
          AnthropicChatModel.builder()
              .httpClientBuilder(client)
              .baseUrl(config.baseUrl())
              .apiKey(key)
              .modelName(config.model())
              .temperature(Math.min(1, config.temperature()))
              .maxTokens(config.answerTokens())
              .timeout(timeout)
              .maxRetries(0)
              .build();
      case OLLAMA -> new OllamaModel(config, http, seed);
    };
  }
}
