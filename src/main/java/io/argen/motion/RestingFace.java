package io.argen.motion;

import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A person's own face at rest, from a clip: the point by point median of the ten frames that do
 * least, each brought to one pose and size over the points that expressions leave alone.
 */
public final class RestingFace {
  private static final int RESTFUL = 10;
  private static final int REFINEMENTS = 2;

  private RestingFace() {}

  /**
   * The resting face of some meshes of one person.
   *
   * @param activity how much each mesh does, as the sum of its unit intensities
   * @return {@code [468 * 3]} cm in canonical axes
   */
  public static float[] of(StablePose poses, List<FaceMesh> meshes, List<Double> activity) {
    if (meshes.isEmpty() || meshes.size() != activity.size()) {
      throw new IllegalArgumentException(
          "one activity a mesh, got " + meshes.size() + " and " + activity.size());
    }
    int[] still =
        IntStream.range(0, meshes.size())
            .boxed()
            .sorted(Comparator.comparing(activity::get))
            .limit(Math.min(RESTFUL, Math.max(1, meshes.size() / 4)))
            .mapToInt(Integer::intValue)
            .toArray();
    float[] neutral = {};
    for (int round = 0; round <= REFINEMENTS; round++) {
      float[][] points = new float[still.length][];
      for (int n = 0; n < still.length; n++) {
        FaceMesh mesh = meshes.get(still[n]);
        HeadPose pose = round == 0 ? poses.fit(mesh) : poses.fit(neutral, mesh);
        points[n] = HeadPoses.unposed(mesh, pose);
      }
      neutral = median(points);
    }
    return neutral;
  }

  private static float[] median(float[][] points) {
    float[] median = new float[points[0].length];
    float[] column = new float[points.length];
    for (int k = 0; k < median.length; k++) {
      for (int i = 0; i < column.length; i++) {
        column[i] = points[i][k];
      }
      Arrays.sort(column);
      median[k] = (column[(column.length - 1) / 2] + column[column.length / 2]) / 2;
    }
    return median;
  }
}
