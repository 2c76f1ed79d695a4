package io.argen.motion.fit;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPoses;
import io.argen.facs.ActionUnits;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.RestingFace;
import io.argen.motion.StablePose;
import io.argen.run.InputException;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes {@link MotionTrack}s of analysed clips.
 *
 * <p>The neutral is the median of the ten frames with the least sum of unit intensities. The pose
 * is solved again against it, over all points that expressions leave alone. Nothing is smoothed in
 * time here: what the tracker's One Euro filter leaves of jitter counts as motion.
 */
public final class MotionTracks {
  /** Fewer frames show no motion. */
  private static final int MIN_FRAMES = 8;

  private static final long MAX_BYTES = 1L << 30;

  private final StablePose poses;

  public MotionTracks(CanonicalFace canonical) {
    this.poses = new StablePose(canonical);
  }

  /** Of a clip just analysed; empty if the face is seen in fewer than eight frames. */
  public Optional<MotionTrack> of(ClipAnalysis clip, String person, String name) {
    List<FaceMesh> meshes = new ArrayList<>();
    List<Double> activity = new ArrayList<>();
    for (int t = 0; t < clip.track().frames(); t++) {
      FaceObservation face = clip.track().observations().get(t);
      ActionUnits units = clip.actionUnits().get(t);
      if (face != null && units != null) {
        meshes.add(face.mesh());
        activity.add(sum(units.toArray(), 0, ActionUnits.CHANNELS));
      }
    }
    return track(person, name, meshes, activity);
  }

  /**
   * Of a file that {@code analyze} wrote.
   *
   * @throws InputException if it is no such file
   */
  public Optional<MotionTrack> read(Path file, String person) {
    try {
      SafetensorsFile tensors = SafetensorsFile.read(file, MAX_BYTES);
      if (!"argen/analysis/1".equals(tensors.metadata().get("schema"))) {
        throw new IOException("is no analysis");
      }
      float[] mesh = tensors.values("mesh", -1, FaceMesh.POINTS, 3);
      float[] present = tensors.values("present", mesh.length / (FaceMesh.POINTS * 3));
      float[] units = tensors.values("action_units", present.length, ActionUnits.CHANNELS);
      float[] iris = tensors.values("iris", present.length, FaceMesh.IRIS_POINTS, 3);
      List<FaceMesh> meshes = new ArrayList<>();
      List<Double> activity = new ArrayList<>();
      for (int t = 0; t < present.length; t++) {
        if (present[t] > 0) {
          meshes.add(new FaceMesh(row(mesh, t, FaceMesh.POINTS * 3), row(iris, t, 30)));
          activity.add(sum(units, t * ActionUnits.CHANNELS, ActionUnits.CHANNELS));
        }
      }
      return track(person, person, meshes, activity);
    } catch (IOException e) {
      throw new InputException(
          file, String.valueOf(e.getMessage()), "give files that argen analyze wrote, or clips");
    }
  }

  private static float[] row(float[] all, int row, int length) {
    return Arrays.copyOfRange(all, row * length, (row + 1) * length);
  }

  private static double sum(float[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }

  private Optional<MotionTrack> track(
      String person, String name, List<FaceMesh> meshes, List<Double> activity) {
    if (meshes.size() < MIN_FRAMES) {
      return Optional.empty();
    }
    float[] neutral = RestingFace.of(poses, meshes, activity);
    List<float[]> moved = new ArrayList<>();
    for (FaceMesh mesh : meshes) {
      float[] points = HeadPoses.unposed(mesh, poses.fit(neutral, mesh));
      for (int i = 0; i < points.length; i++) {
        points[i] -= neutral[i];
      }
      moved.add(points);
    }
    return Optional.of(new MotionTrack(person, name, neutral, moved));
  }
}
