package io.argen.motion;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;

/**
 * The head's pose from all points that expressions leave alone: many more than those of the skull,
 * so that jitter of single points does not turn the whole face.
 *
 * <p>A point's weight is {@code 1 / (1 + (m / 0.12 cm)^2)}, m the most that any anatomical unit
 * moves it; lids count nothing. The weights come from anatomy, from no one's data.
 */
public final class StablePose {
  private static final double STILL_CM = 0.12;
  private static final double LEAST = 0.1;

  private final CanonicalFace canonical;
  private final double[] weights = new double[FaceMesh.POINTS];

  public StablePose(CanonicalFace canonical) {
    this.canonical = canonical;
    float[][] shapes = AnatomicalShapes.of(canonical);
    for (int i = 0; i < weights.length; i++) {
      double most = 0;
      for (float[] s : shapes) {
        most = Math.max(most, Math.hypot(Math.hypot(s[i * 3], s[i * 3 + 1]), s[i * 3 + 2]));
      }
      double weight = 1 / (1 + most * most / (STILL_CM * STILL_CM));
      weights[i] = weight < LEAST ? 0 : weight;
    }
    for (int[][] side : LidMotion.pairs()) {
      for (int[] pair : side) {
        weights[pair[0]] = 0;
        weights[pair[1]] = 0;
      }
    }
  }

  /** How much each of the 468 points counts. Live. */
  double[] weights() {
    return weights;
  }

  /** The pose of a mesh against a person's neutral, {@code [468 * 3]} cm. */
  public HeadPose fit(float[] neutral, FaceMesh mesh) {
    return HeadPoses.fit(neutral, mesh, weights);
  }

  /** A mesh against the canonical face. */
  public HeadPose fit(FaceMesh mesh) {
    return HeadPoses.fit(canonical.points(), mesh, weights);
  }
}
