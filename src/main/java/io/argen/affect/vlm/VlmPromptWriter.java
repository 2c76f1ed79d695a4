package io.argen.affect.vlm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import io.argen.affect.AffectPrompt;
import io.argen.affect.AlignmentCheck;
import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.EvidenceFinder;
import io.argen.affect.Passage;
import io.argen.affect.PromptRequest;
import io.argen.affect.PromptWriter;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a vision-language model write, and the composer where the model gives nothing usable.
 *
 * <p>Each of the configured votes is an answer of the model's, repaired at most twice; the usable
 * answer that agrees most with the others is taken (self-consistency, Wang et al. 2023, here on
 * intensities and word pairs). After three descriptions in a row without the server's answer, or
 * once it refuses the key or the budget is used up, it is not asked again. Answers are cached on
 * disk by what was asked, so that the same seed and configuration give the same words.
 */
public final class VlmPromptWriter implements PromptWriter {
  private static final int REPAIRS = 2;
  private static final int FAILURES_IN_A_ROW = 3;
  private static final int LONGEST_ANSWER_SENT_BACK = 4000;

  private final VlmConfig config;
  private final EvidenceFinder evidence;
  private final ComposedPromptWriter composer;
  private final VlmUsage usage = new VlmUsage();
  private final VlmClient client;
  private final AlignmentCheck check;
  private byte @Nullable [] face;
  private int failuresInARow;
  private String off = "";

  /**
   * A writer of one run.
   *
   * @param evidence finds what may be cited
   * @param cache a folder for answers; made if missing
   * @param environment gives the key by the name of its variable, null if it is not set
   * @throws InputException if the variable is not set
   */
  public VlmPromptWriter(
      VlmConfig config,
      EvidenceFinder evidence,
      Path cache,
      Function<String, @Nullable String> environment) {
    this(config, evidence, cache, environment, System::nanoTime, VlmClient.Pause.REAL);
  }

  VlmPromptWriter(
      VlmConfig config,
      EvidenceFinder evidence,
      Path cache,
      Function<String, @Nullable String> environment,
      LongSupplier nanoTime,
      VlmClient.Pause pause) {
    this.config = config;
    this.evidence = evidence;
    this.check = evidence.check();
    this.composer = new ComposedPromptWriter(evidence);
    String key = "none";
    if (!config.keyVariable().isEmpty()) {
      key = environment.apply(config.keyVariable());
      if (key == null || key.isBlank()) {
        throw new InputException(
            "the environment variable "
                + config.keyVariable()
                + " of vlm.key_variable is not set; export it, or remove the line if the server"
                + " needs no key");
      }
    }
    this.client = new VlmClient(config, key.strip(), cache, usage, nanoTime, pause);
  }

  /**
   * The face to show with the next descriptions; not sent unless {@code vlm.send_images} is true.
   *
   * @param jpeg of the face at rest, or null
   */
  public void show(byte @Nullable [] jpeg) {
    this.face = config.sendImages() && jpeg != null ? jpeg.clone() : null;
  }

  /** Whether it may be shown faces. */
  public boolean seesFaces() {
    return config.sendImages();
  }

  /** Calls and tokens up to now. */
  public VlmUsage.Counts usage() {
    return usage.counts();
  }

  /** Its name in {@link AffectPrompt#writer}. */
  public String name() {
    return "vlm/" + config.provider().key() + "/" + config.model();
  }

  @Override
  public synchronized AffectPrompt write(PromptRequest request) {
    AffectPrompt composed = composer.write(request);
    if (!off.isEmpty()) {
      usage.byComposer(off);
      return composed;
    }
    Map<String, Passage> sent =
        Questions.evidence(evidence, request, composed.planned(), composed.evidence());
    List<Answer> usable = new ArrayList<>();
    String reason = "no answer agreed with plan and evidence";
    try {
      for (int vote = 0; vote < config.votes(); vote++) {
        answer(request, composed.planned(), sent, vote).ifPresent(usable::add);
      }
      failuresInARow = 0;
    } catch (VlmException e) {
      reason = String.valueOf(e.getMessage());
      failuresInARow++;
      if (e.kind() == VlmException.Kind.REFUSED
          || e.kind() == VlmException.Kind.BUDGET
          || failuresInARow == FAILURES_IN_A_ROW) {
        off = reason;
      }
    }
    if (usable.isEmpty()) {
      usage.byComposer(reason);
      return composed;
    }
    usage.byModel();
    return prompt(best(usable), composed, sent);
  }

  private Optional<Answer> answer(
      PromptRequest request, ActionUnits plan, Map<String, Passage> sent, int vote) {
    List<ChatMessage> messages = new ArrayList<>(Questions.first(request, plan, sent, face, vote));
    int seed = (int) (Seeds.derive(request.seed(), "vlm", Integer.toString(vote)) & 0x7fffffff);
    for (int round = 0; ; round++) {
      String text = client.ask(messages, seed);
      Answer answer = Answer.read(text, plan, sent, check);
      if (answer.problems().isEmpty()) {
        return Optional.of(answer);
      }
      if (round == REPAIRS) {
        return Optional.empty();
      }
      usage.repaired();
      String back = text.substring(0, Math.min(LONGEST_ANSWER_SENT_BACK, text.length()));
      messages.add(AiMessage.from(back.isBlank() ? "{}" : back));
      messages.add(Questions.repair(answer.problems()));
    }
  }

  /** The one that agrees most with all; of equals the first. */
  static Answer best(List<Answer> answers) {
    Answer best = answers.get(0);
    double most = -1;
    for (Answer one : answers) {
      double sum = 0;
      for (Answer other : answers) {
        sum += agreement(one, other);
      }
      if (sum > most + 1e-12) {
        most = sum;
        best = one;
      }
    }
    return best;
  }

  private static double agreement(Answer a, Answer b) {
    double apart = 0;
    int count = 0;
    for (ActionUnit unit : ActionUnit.values()) {
      if (a.units().get(unit) > 0 || b.units().get(unit) > 0) {
        apart += Math.abs(a.units().get(unit) - b.units().get(unit)) / ActionUnits.MAX_INTENSITY;
        count++;
      }
    }
    Set<String> pairs = pairs(a.description());
    Set<String> both = new HashSet<>(pairs);
    both.retainAll(pairs(b.description()));
    Set<String> all = new HashSet<>(pairs);
    all.addAll(pairs(b.description()));
    return (count == 0 ? 1 : 1 - apart / count)
        + (all.isEmpty() ? 1 : both.size() / (double) all.size());
  }

  private static Set<String> pairs(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("\\W+");
    Set<String> pairs = new HashSet<>();
    for (int i = 1; i < words.length; i++) {
      pairs.add(words[i - 1] + " " + words[i]);
    }
    return pairs;
  }

  /**
   * A sentence rests on the passages named that speak of its units; one without units on others.
   */
  private AffectPrompt prompt(Answer answer, AffectPrompt composed, Map<String, Passage> sent) {
    List<AffectPrompt.Statement> statements = new ArrayList<>();
    for (String sentence : answer.description().split("(?<=[.!?])\\s+")) {
      List<ActionUnit> units = check.read(sentence, composed.planned()).units();
      statements.add(
          new AffectPrompt.Statement(
              sentence,
              answer.evidence().stream()
                  .filter(
                      id -> {
                        Passage passage = sent.get(id);
                        return passage != null
                            && (units.isEmpty()
                                ? passage.actionUnits().isEmpty() || !passage.emotions().isEmpty()
                                : passage.actionUnits().stream().anyMatch(units::contains));
                      })
                  .toList()));
    }
    return new AffectPrompt(
        answer.description(),
        composed.negativePrompt(),
        statements,
        composed.planned(),
        check.score(composed.planned(), answer.description()),
        name());
  }
}
