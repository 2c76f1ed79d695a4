package io.argen.cli;

import io.argen.diffusion.DpmSolverSampler;
import io.argen.diffusion.EulerSampler;
import io.argen.diffusion.Guidance;
import io.argen.diffusion.Sampler;
import io.argen.diffusion.UniPcSampler;
import io.argen.evaluate.MotionBorders;
import io.argen.evaluate.MotionRealism;
import io.argen.evaluate.MotionStudy;
import io.argen.motion.MotionFrame;
import io.argen.motion.learn.DiffusionMotion;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.MotionSampler;
import io.argen.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures settings of the sampler on one set of descriptions, and the dynamics beside them. */
final class DiffusionRows {
  /** By the names that options know them by. */
  static final Map<String, Sampler> SAMPLERS =
      new TreeMap<>(
          Map.of(
              "euler",
              new EulerSampler(),
              "dpm",
              new DpmSolverSampler(),
              "unipc",
              new UniPcSampler()));

  private final MotionStudy study;
  private final MotionBorders borders;
  private final @Nullable MotionRealism realism;
  private final boolean explain;

  /**
   * @param realism how far motion is from people's, or null
   * @param explain whether each feature's part in that is measured
   */
  DiffusionRows(
      MotionStudy study, MotionBorders borders, @Nullable MotionRealism realism, boolean explain) {
    this.study = study;
    this.borders = borders;
    this.realism = realism;
    this.explain = explain;
  }

  /** One way of sampling. */
  record Setting(String sampler, int steps, Guidance guidance) {}

  /** One setting's measurements. */
  record Row(
      String motion,
      int steps,
      double frameGuidance,
      double textGuidance,
      MotionStudy.@Nullable Report report,
      @Nullable Double timelineConcordance,
      MotionBorders.@Nullable Report borders,
      MotionBorders.@Nullable Report bordersWithoutTail,
      MotionRealism.@Nullable Report realism,
      @Nullable List<MotionRealism.Part> parts) {}

  /**
   * The settings of a table.
   *
   * @param one what is measured without a table, and what a table does not vary
   */
  static List<Setting> settings(@Nullable String table, Setting one) {
    if (table == null) {
      return List.of(one);
    }
    List<Setting> settings = new ArrayList<>();
    if (table.equals("steps")) {
      for (String name : SAMPLERS.keySet()) {
        for (int n = 1; n <= 32; n *= 2) {
          settings.add(new Setting(name, n, one.guidance()));
        }
      }
      return settings;
    }
    for (double f : new double[] {0, 1, 1.5, 2, 3}) {
      for (double t : new double[] {1, 3, 5}) {
        settings.add(new Setting(one.sampler(), one.steps(), new Guidance(f, t)));
      }
    }
    return settings;
  }

  /** The hand-made dynamics. */
  Row dynamics() {
    List<List<MotionFrame>> made = flat(study.dynamics());
    return new Row(
        "dynamics",
        0,
        0,
        0,
        study.measureDynamics(),
        null,
        borders.measureDynamics(),
        null,
        realism == null ? null : realism.measure(made),
        realism == null || !explain ? null : realism.explain(made));
  }

  /**
   * One setting.
   *
   * @param table what is measured of it; null for all
   */
  Row row(MotionModel model, Setting s, int threads, @Nullable String table, Progress progress) {
    MotionSampler drawing =
        new MotionSampler(
            model,
            Objects.requireNonNull(SAMPLERS.get(s.sampler())),
            s.steps(),
            DiffusionMotion.SHIFT,
            s.guidance(),
            threads);
    boolean joined = !"steps".equals(table);
    List<List<MotionFrame>> made =
        realism == null ? List.of() : flat(study.draw(drawing, progress));
    return new Row(
        s.sampler(),
        s.steps(),
        s.guidance().frame(),
        s.guidance().text(),
        "borders".equals(table) ? null : study.measure(drawing, progress),
        table == null ? study.timeline(drawing, 4) : null,
        joined ? borders.measure(drawing, 8) : null,
        joined ? borders.measure(drawing, 1) : null,
        realism == null ? null : realism.measure(made),
        realism == null || !explain ? null : realism.explain(made));
  }

  private static List<List<MotionFrame>> flat(List<List<List<MotionFrame>>> made) {
    return made.stream().flatMap(List::stream).toList();
  }
}
