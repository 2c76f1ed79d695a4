package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.Digests;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of {@code items.jsonl} as far as a page shows it; what is missing is empty or not a
 * number.
 *
 * @param rank decides which clips of a class are shown: the hash of the id, so that the choice
 *     depends neither on the order of work nor on the outcome
 * @param asked unit to its wanted course, a value a frame
 * @param measured unit to its measured course
 */
record Item(
    String id,
    String rank,
    String fileName,
    boolean kept,
    String label,
    String subject,
    String source,
    String frame,
    String seed,
    int attempts,
    Map<String, double[]> asked,
    Map<String, double[]> measured,
    double identity,
    double agreement,
    double expression,
    String expressionTop,
    double faceFrames,
    String reason) {

  static Item of(JsonNode line) {
    JsonNode scores = line.path("scores");
    String id = Text.at(line, "id");
    return new Item(
        id,
        Digests.hex(id),
        Text.at(line, "file_name"),
        Text.at(line, "status").equals("kept"),
        Text.at(line, "label"),
        Text.at(line, "subject"),
        Text.at(line, "source"),
        Text.at(line, "frame"),
        Text.at(line, "seed"),
        line.path("attempts").asInt(0),
        courses(line.path("curves").path("asked")),
        courses(line.path("curves").path("measured")),
        scores.path("identity").asDouble(Double.NaN),
        scores.path("au_agreement").asDouble(Double.NaN),
        scores.path("expression").asDouble(Double.NaN),
        Text.at(scores, "expression_top"),
        scores.path("face_frames").asDouble(Double.NaN),
        Text.at(line, "reason"));
  }

  private static Map<String, double[]> courses(JsonNode units) {
    Map<String, double[]> courses = new LinkedHashMap<>();
    units
        .fields()
        .forEachRemaining(
            unit -> {
              double[] values = new double[unit.getValue().size()];
              for (int t = 0; t < values.length; t++) {
                values[t] = unit.getValue().get(t).asDouble(Double.NaN);
              }
              courses.put(unit.getKey(), values);
            });
    return courses;
  }
}
