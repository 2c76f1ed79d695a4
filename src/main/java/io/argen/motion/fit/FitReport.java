package io.argen.motion.fit;

import io.argen.motion.ActionUnitBasis;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fit explains, person by person, seen and held out.
 *
 * @param people one row each
 * @param anatomical mean over people, units of the anatomical basis
 * @param fittedInSample mean over people of the fitted basis, fitted with them
 * @param residualInSample the same with residual
 * @param fittedHeldOut mean over people of bases fitted without them
 * @param residualHeldOut the same with residual
 */
public record FitReport(
    List<Row> people,
    double anatomical,
    double fittedInSample,
    double residualInSample,
    double fittedHeldOut,
    double residualHeldOut) {

  /**
   * A person.
   *
   * @param motionCm root mean square displacement of a point, cm
   */
  public record Row(
      String person,
      int frames,
      double motionCm,
      double anatomical,
      double fittedInSample,
      double residualInSample,
      double fittedHeldOut,
      double residualHeldOut,
      double anatomicalInPicture,
      double fittedHeldOutInPicture,
      double residualHeldOutInPicture) {}

  /** Hears of each person done. */
  @FunctionalInterface
  public interface Listener {
    void done(String person);
  }

  /**
   * Measures a basis on the people it was fitted on, and bases fitted without each of them.
   *
   * @param basis fitted on all tracks
   */
  public static FitReport of(
      BasisFitter fitter,
      ActionUnitBasis anatomical,
      ActionUnitBasis basis,
      List<MotionTrack> tracks,
      Listener listener) {
    List<Row> rows = new ArrayList<>();
    for (String person : BasisFitter.people(tracks)) {
      List<MotionTrack> own = tracks.stream().filter(t -> t.person().equals(person)).toList();
      List<MotionTrack> others = tracks.stream().filter(t -> !t.person().equals(person)).toList();
      Explained prior = Explained.of(anatomical, own);
      Explained seen = Explained.of(basis, own);
      Explained held = Explained.of(others.isEmpty() ? anatomical : fitter.fit(others), own);
      rows.add(
          new Row(
              person,
              own.stream().mapToInt(t -> t.displacements().size()).sum(),
              prior.motionCm(),
              prior.units(),
              seen.units(),
              seen.withResidual(),
              held.units(),
              held.withResidual(),
              prior.unitsInPicture(),
              held.unitsInPicture(),
              held.withResidualInPicture()));
      listener.done(person);
    }
    return new FitReport(
        rows,
        mean(rows.stream().mapToDouble(Row::anatomical)),
        mean(rows.stream().mapToDouble(Row::fittedInSample)),
        mean(rows.stream().mapToDouble(Row::residualInSample)),
        mean(rows.stream().mapToDouble(Row::fittedHeldOut)),
        mean(rows.stream().mapToDouble(Row::residualHeldOut)));
  }

  private static double mean(java.util.stream.DoubleStream values) {
    return values.average().orElse(0);
  }
}
