package io.argen.recognize;

import io.argen.run.AtomicFiles;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a training stands, so that it can go on.
 *
 * @param step updates made
 * @param weights now
 * @param first moment of AdamW
 * @param second moment of AdamW
 * @param statistics now
 * @param best weights at the best look
 * @param bestStatistics statistics at the best look
 * @param bestLoss at the best look
 * @param bestStep updates before the best look
 * @param since looks since then
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record TrainingState(
    int step,
    float[] weights,
    float[] first,
    float[] second,
    float[] statistics,
    float[] best,
    float[] bestStatistics,
    double bestLoss,
    int bestStep,
    int since) {
  private static final String SCHEMA = "argen/recognizer-checkpoint/1";
  private static final long MAX_BYTES = Integer.MAX_VALUE - 16;

  /** Before the first update. */
  static TrainingState start(float[] weights, float[] statistics) {
    int n = weights.length;
    return new TrainingState(
        0,
        weights,
        new float[n],
        new float[n],
        statistics,
        weights,
        statistics,
        Double.POSITIVE_INFINITY,
        0,
        0);
  }

  /** Writes it whole or not at all. */
  void write(Path file, String definition) {
    Safetensors out =
        new Safetensors()
            .describe("schema", SCHEMA)
            .describe("definition", definition)
            .describe("step", Integer.toString(step))
            .describe("best_loss", Double.toString(bestLoss))
            .describe("best_step", Integer.toString(bestStep))
            .describe("since", Integer.toString(since));
    arrays().forEach((name, values) -> out.add(name, values, values.length));
    try {
      Path temp = AtomicFiles.tempFor(file);
      out.write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  private Map<String, float[]> arrays() {
    return Map.of(
        "weights",
        weights,
        "first",
        first,
        "second",
        second,
        "statistics",
        statistics,
        "best",
        best,
        "best_statistics",
        bestStatistics);
  }

  /** What a file holds of the same training; null if there is none, or of another. */
  static @Nullable TrainingState read(Path file, String definition) {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      SafetensorsFile in = SafetensorsFile.read(file, MAX_BYTES);
      Map<String, String> told = in.metadata();
      if (!SCHEMA.equals(told.get("schema")) || !definition.equals(told.get("definition"))) {
        return null;
      }
      return new TrainingState(
          Integer.parseInt(told.getOrDefault("step", "")),
          in.values("weights", -1),
          in.values("first", -1),
          in.values("second", -1),
          in.values("statistics", -1),
          in.values("best", -1),
          in.values("best_statistics", -1),
          Double.parseDouble(told.getOrDefault("best_loss", "")),
          Integer.parseInt(told.getOrDefault("best_step", "")),
          Integer.parseInt(told.getOrDefault("since", "")));
    } catch (IOException | NumberFormatException torn) {
      return null;
    }
  }
}
