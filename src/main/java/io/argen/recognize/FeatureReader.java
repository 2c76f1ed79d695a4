package io.argen.recognize;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPoses;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.StablePose;
import java.util.ArrayList;
import java.util.List;

/**
 * From a measured clip to the numbers a recogniser sees. The neutral reference is the clip's most
 * neutral frame with what it still shows (Action Units against the typical face) taken away, so
 * that clips without a neutral frame have one too.
 */
public final class FeatureReader {
  private final float[] canonical;
  private final ActionUnitBasis basis;
  private final ActionUnitEstimator estimator;
  private final StablePose poses;

  public FeatureReader(CanonicalFace canonical, ActionUnitBasis basis) {
    this.canonical = canonical.points();
    this.basis = basis;
    this.estimator = new ActionUnitEstimator(canonical, basis);
    this.poses = new StablePose(canonical);
  }

  /** One row a frame that shows the face. */
  public ClipFeatures of(ClipAnalysis clip) {
    List<FaceMesh> meshes = new ArrayList<>();
    List<ActionUnits> units = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int t = 0; t < clip.track().frames(); t++) {
      FaceObservation face = clip.track().observations().get(t);
      ActionUnits shown = clip.actionUnits().get(t);
      if (face != null && shown != null) {
        meshes.add(face.mesh());
        units.add(shown);
        numbers.add(t);
      }
    }
    float[] values = new float[meshes.size() * ClipFeatures.WIDTH];
    if (meshes.isEmpty()) {
      return new ClipFeatures(values);
    }
    float[] neutral = neutral(meshes);
    for (int t = 0; t < meshes.size(); t++) {
      int row = t * ClipFeatures.WIDTH;
      FaceMesh mesh = meshes.get(t);
      float[] shape = HeadPoses.unposed(mesh, poses.fit(neutral, mesh));
      for (int p = 0; p < FacePoints.COUNT; p++) {
        for (int c = 0; c < 3; c++) {
          int i = FacePoints.mesh(p) * 3 + c;
          values[row + p * 3 + c] = shape[i] - canonical[i];
          values[row + ClipFeatures.POINTS + p * 3 + c] = shape[i] - neutral[i];
        }
      }
      float[] now = units.get(t).toArray();
      for (int k = 0; k < now.length; k++) {
        values[row + ClipFeatures.UNITS + k] = now[k] / ActionUnits.MAX_INTENSITY;
      }
    }
    return new ClipFeatures(values, numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  private float[] neutral(List<FaceMesh> meshes) {
    double least = Double.MAX_VALUE;
    FaceMesh calm = meshes.get(0);
    ActionUnits shown = ActionUnits.neutral();
    for (FaceMesh mesh : meshes) {
      ActionUnits units = estimator.ofPhoto(mesh);
      double sum = 0;
      for (ActionUnit unit : ActionUnit.values()) {
        sum += unit == ActionUnit.AU45 ? 0 : units.get(unit);
      }
      if (sum < least) {
        least = sum;
        calm = mesh;
        shown = units;
      }
    }
    float[] neutral = HeadPoses.unposed(calm, poses.fit(calm));
    float[] less = shown.toArray();
    for (int k = 0; k < less.length; k++) {
      less[k] = -less[k];
    }
    basis.addLinear(less, neutral);
    return neutral;
  }
}
