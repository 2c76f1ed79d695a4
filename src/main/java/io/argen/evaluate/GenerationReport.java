package io.argen.evaluate;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How good generated clips are; what {@code evaluate generation --json} prints.
 *
 * @param schema {@code argen/evaluate-generation/1}
 * @param folder what was evaluated
 * @param reference {@code source} where every clip's source frame is known, else {@code
 *     first_frame}
 * @param overall all clips
 * @param classes label to its clips
 * @param confusion label to the second net's first choice to clips
 * @param distances of the synthetic clips as a set from real ones; null without real ones
 * @param fvd Frechet video distance; null if no I3D was given
 * @param skipped clips that could not be measured, and why
 */
public record GenerationReport(
    String schema,
    String folder,
    String reference,
    Summary overall,
    SortedMap<String, Summary> classes,
    SortedMap<String, SortedMap<String, Integer>> confusion,
    @Nullable SetDistances distances,
    @Nullable FrechetVideo fvd,
    List<Skipped> skipped) {

  GenerationReport with(SetDistances measured) {
    return new GenerationReport(
        schema, folder, reference, overall, classes, confusion, measured, fvd, skipped);
  }

  GenerationReport with(FrechetVideo measured) {
    return new GenerationReport(
        schema, folder, reference, overall, classes, confusion, distances, measured, skipped);
  }

  /** A clip that could not be measured. */
  public record Skipped(String clip, String reason) {}

  /**
   * Means over clips with 95 % intervals; null where no clip has the measure. See {@link
   * ClipMeasures}.
   *
   * @param clips measured
   * @param expressionAccuracy fraction whose label is the second net's first choice, over clips
   *     whose label it knows
   */
  public record Summary(
      int clips,
      @Nullable Interval faceFrames,
      @Nullable Interval identity,
      @Nullable Interval auCorrelation,
      @Nullable Interval auConcordance,
      @Nullable Interval expressionAccuracy,
      @Nullable Interval expressionProbability,
      @Nullable Interval jitter) {}
}
