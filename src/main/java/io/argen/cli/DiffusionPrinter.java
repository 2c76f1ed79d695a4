package io.argen.cli;

import io.argen.evaluate.MotionRealism;
import io.argen.evaluate.MotionStudy;
import java.util.Locale;

/** Rows of {@code evaluate diffusion} as text. */
final class DiffusionPrinter {
  private final Console console;
  private final boolean withUnits;

  /**
   * @param withUnits whether each unit's concordance is listed below a row
   */
  DiffusionPrinter(Console console, boolean withUnits) {
    this.console = console;
    this.withUnits = withUnits;
  }

  void print(DiffusionRows.Row row) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%-8s steps %2d frame %.1f text %.1f",
            row.motion(),
            row.steps(),
            row.frameGuidance(),
            row.textGuidance()));
    MotionStudy.Report r = row.report();
    if (r != null) {
      line.append(
          String.format(
              Locale.ROOT,
              " | concordance %.3f (pooled %.3f) | onset off %.1f (within 3: %.0f%%), apex off %.1f"
                  + " (%.0f%%), where stated (%.0f%%): %.0f%%, %.0f%%; rise %.0f%% | not asked %.3f | diversity %.4f | jerk %.4f | head %.2f gaze %.2f"
                  + " deg | %.1f s",
              r.meanConcordance(),
              r.pooledConcordance(),
              r.onsetErrorFrames(),
              100 * r.onsetWithin3(),
              r.apexErrorFrames(),
              100 * r.apexWithin3(),
              100 * r.stated(),
              100 * r.onsetStatedWithin3(),
              100 * r.apexStatedWithin3(),
              100 * r.riseWithin3(),
              r.notAsked(),
              r.diversity(),
              r.jerk(),
              r.headDegrees(),
              r.gazeDegrees(),
              r.seconds()));
    }
    if (row.borders() != null) {
      line.append(
          String.format(
              Locale.ROOT,
              " | border %.4f of step %.4f, drift %.2f deg",
              row.borders().jump(),
              row.borders().step(),
              row.borders().driftDegrees()));
    }
    if (row.bordersWithoutTail() != null) {
      line.append(
          String.format(
              Locale.ROOT,
              "; one frame known %.4f, %.2f deg",
              row.bordersWithoutTail().jump(),
              row.bordersWithoutTail().driftDegrees()));
    }
    if (row.timelineConcordance() != null) {
      line.append(
          String.format(Locale.ROOT, " | every 4th frame known %.3f", row.timelineConcordance()));
    }
    if (row.realism() != null) {
      line.append(
          String.format(
              Locale.ROOT,
              " | distance from %d real clips %.3f (%.3f to %.3f)",
              row.realism().realClips(),
              row.realism().distance(),
              row.realism().low(),
              row.realism().high()));
    }
    console.out().println(line);
    if (row.parts() != null) {
      for (MotionRealism.Part part : row.parts()) {
        console
            .out()
            .printf(
                Locale.ROOT,
                "  %-22s real %.4f made %.4f, %6.2f deviations away, %5.2f times as wide; without"
                    + " it %.1f%n",
                part.feature(),
                part.real(),
                part.made(),
                part.away(),
                part.wider(),
                part.without());
      }
    }
    if (withUnits && r != null) {
      StringBuilder units = new StringBuilder(" ");
      r.concordance()
          .forEach((unit, v) -> units.append(String.format(Locale.ROOT, " %s %.2f", unit, v)));
      console.out().println(units);
    }
  }
}
