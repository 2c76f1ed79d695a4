package io.argen.evaluate;

import io.argen.affect.AffectPrompt;
import io.argen.affect.AlignmentCheck;
import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.Degree;
import io.argen.affect.EvidenceFinder;
import io.argen.affect.FaceKind;
import io.argen.affect.HeadGaze;
import io.argen.affect.Knowledge;
import io.argen.affect.Manner;
import io.argen.affect.PromptRequest;
import io.argen.affect.PrototypeTable;
import io.argen.affect.Retriever;
import io.argen.affect.Timing;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.EmotionPrototypes;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How good the composer's descriptions are and how long they take: what is read back of them, how
 * varied they are, and the time of each.
 */
public final class DescriptionStudy {
  private static final int FACES = 5;
  private static final double MILLIS = 1e6;

  private DescriptionStudy() {}

  /**
   * An emotion's texts.
   *
   * @param texts how many
   * @param planRead share of which the units above B are read back as planned, 0-1
   * @param leastAlignment of any text, 0-1
   * @param distinct2 different word pairs over all word pairs
   * @param selfBleu4 mean BLEU-4 of each text against all others; less is more varied
   */
  public record Row(
      String emotion,
      int texts,
      double planRead,
      double leastAlignment,
      double distinct2,
      double selfBleu4) {}

  /**
   * The document {@code argen/evaluate_descriptions/1}.
   *
   * @param openSeconds to open the index and the composer
   * @param openCpuSeconds processor time of the same
   * @param meanMillis of a description, on one thread
   * @param p99Millis that 99 of 100 stay below
   * @param slowestMillis of all, the first ones included
   * @param cpuSecondsPer1000 processor time of 1,000 descriptions
   * @param samples some texts, to be read
   */
  public record Report(
      String schema,
      double openSeconds,
      double openCpuSeconds,
      int items,
      double meanMillis,
      double p99Millis,
      double slowestMillis,
      double cpuSecondsPer1000,
      List<Row> rows,
      List<String> samples) {
    public Report {
      rows = List.copyOf(rows);
      samples = List.copyOf(samples);
    }
  }

  /** Seven emotions, five faces, {@code seeds} seeds. */
  public static Report run(int seeds, int numSamples) {
    long open = System.nanoTime();
    long openCpu = CpuTime.nanos();
    try (Retriever retriever = new Retriever(Knowledge.builtIn())) {
      ComposedPromptWriter writer =
          new ComposedPromptWriter(new EvidenceFinder(retriever, PrototypeTable.ARGEN));
      double openSeconds = (System.nanoTime() - open) / 1e9;
      double openCpuSeconds = (CpuTime.nanos() - openCpu) / 1e9;
      List<Long> nanos = new ArrayList<>();
      List<Row> rows = new ArrayList<>();
      List<String> all = new ArrayList<>();
      long cpu = 0;
      for (Emotion emotion : Emotion.values()) {
        if (emotion == Emotion.NEUTRAL) {
          continue;
        }
        List<PromptRequest> requests = new ArrayList<>();
        for (int face = 0; face < FACES; face++) {
          for (int seed = 0; seed < seeds; seed++) {
            requests.add(request(emotion, face, seed));
          }
        }
        List<AffectPrompt> prompts = new ArrayList<>();
        long startCpu = CpuTime.nanos();
        for (PromptRequest request : requests) {
          long start = System.nanoTime();
          prompts.add(writer.write(request));
          nanos.add(System.nanoTime() - start);
        }
        cpu += CpuTime.nanos() - startCpu;
        rows.add(row(emotion, prompts));
        prompts.forEach(prompt -> all.add(prompt.text()));
      }
      long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
      return new Report(
          "argen/evaluate_descriptions/1",
          openSeconds,
          openCpuSeconds,
          sorted.length,
          Arrays.stream(sorted).average().orElseThrow() / MILLIS,
          sorted[(int) (0.99 * (sorted.length - 1))] / MILLIS,
          sorted[sorted.length - 1] / MILLIS,
          cpu / 1e9 * 1000 / sorted.length,
          rows,
          Seeds.generator(Seeds.derive(0, "samples"))
              .ints(numSamples, 0, all.size())
              .mapToObj(all::get)
              .toList());
    }
  }

  /** Five faces: weak to strong, with and without timing, kinds, manner, head and gaze. */
  private static PromptRequest request(Emotion emotion, int face, int seed) {
    ActionUnits apex =
        EmotionPrototypes.apex(
            emotion,
            0.4 + 0.15 * face,
            Seeds.generator(Seeds.derive(seed, emotion.label(), "face" + face)));
    PromptRequest plain = PromptRequest.of(emotion, apex, seed);
    return switch (face) {
      case 0 -> plain;
      case 1 -> plain.withTiming(new Timing(0, 12, 16, 16, 25)).withManner(Manner.POSED);
      case 2 ->
          plain
              .withTiming(new Timing(10, 17, 40, 60, 25))
              .withManner(Manner.SPONTANEOUS)
              .withHeadGaze(new HeadGaze(12, -9, 0, 0, -8));
      case 3 ->
          plain
              .withTiming(new Timing(2, 6, 50, 75, 30))
              .withFaceKinds(Set.of(FaceKind.GLASSES, FaceKind.BEARD));
      default ->
          plain
              .withTiming(new Timing(0, 40, 90, 120, 25))
              .withHeadGaze(HeadGaze.AHEAD)
              .withFaceKinds(Set.of(FaceKind.CHILD));
    };
  }

  private static Row row(Emotion emotion, List<AffectPrompt> prompts) {
    AlignmentCheck check = AlignmentCheck.standard();
    int read = 0;
    double least = 1;
    List<List<String>> words = new ArrayList<>();
    for (AffectPrompt prompt : prompts) {
      List<ActionUnit> planned = new AlignmentCheck.Reading(prompt.planned()).atLeast(Degree.C);
      read += check.read(prompt.text()).atLeast(Degree.C).equals(planned) ? 1 : 0;
      least = Math.min(least, prompt.alignment());
      words.add(TextVariety.words(prompt.text()));
    }
    return new Row(
        emotion.label(),
        prompts.size(),
        read / (double) prompts.size(),
        least,
        TextVariety.distinct2(words),
        TextVariety.selfBleu4(words));
  }
}
