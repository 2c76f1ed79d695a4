package io.argen.motion.fit;

import io.argen.face.FaceMesh;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.MeshMotion;
import java.util.List;

/**
 * How much of a person's mesh motion a basis explains: 1 - squared error over squared displacement
 * from the neutral, all points and axes alike.
 *
 * @param units by units alone
 * @param withResidual by units and residual components
 * @param unitsInPicture by units, x and y only: depth is the mesh net's guess
 * @param withResidualInPicture by both, x and y only
 * @param motionCm root mean square displacement of a point
 */
public record Explained(
    double units,
    double withResidual,
    double unitsInPicture,
    double withResidualInPicture,
    double motionCm) {

  /** Over all frames of some tracks. */
  public static Explained of(ActionUnitBasis basis, List<MotionTrack> tracks) {
    double[] total = new double[2];
    double[][] error = new double[2][2];
    long points = 0;
    for (MotionTrack track : tracks) {
      MeshMotion motion = new MeshMotion(basis, track.neutral());
      for (float[] seen : track.displacements()) {
        MeshMotion.Reading reading = motion.read(seen);
        float[] plain = motion.displacement(reading.units(), new float[0]);
        float[] full = motion.displacement(reading.units(), reading.residual());
        points += FaceMesh.POINTS;
        for (int i = 0; i < seen.length; i++) {
          int depth = i % 3 == 2 ? 1 : 0;
          total[depth] += seen[i] * seen[i];
          error[0][depth] += Math.pow(seen[i] - plain[i], 2);
          error[1][depth] += Math.pow(seen[i] - full[i], 2);
        }
      }
    }
    double all = total[0] + total[1];
    return new Explained(
        1 - (error[0][0] + error[0][1]) / all,
        1 - (error[1][0] + error[1][1]) / all,
        1 - error[0][0] / total[0],
        1 - error[1][0] / total[0],
        Math.sqrt(all / points));
  }
}
