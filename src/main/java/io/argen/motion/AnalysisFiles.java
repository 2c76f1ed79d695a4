package io.argen.motion;

import io.argen.clip.ClipInfo;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPose;
import io.argen.facs.ActionUnits;
import io.argen.run.AtomicFiles;
import io.argen.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What {@code analyze} writes for a clip: {@code <id>.csv} with all faces, {@code <id>.safetensors}
 * with the first, {@code <id>.face1.safetensors} and so on with the others.
 */
public final class AnalysisFiles {
  private static final int POSE = 6;

  private AnalysisFiles() {}

  /**
   * Writes the files whole or not at all.
   *
   * @param id safe file name without extension, may hold folders
   * @return the CSV file
   * @throws io.argen.run.ArgenException if they cannot be written
   */
  public static Path write(Path folder, String id, ClipInfo info, List<ClipAnalysis> faces) {
    Path csv = folder.resolve(id + ".csv");
    try {
      Path parent = csv.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      for (ClipAnalysis face : faces) {
        int number = face.track().faceId();
        String name = id + (number == 0 ? "" : ".face" + number) + ".safetensors";
        Path file = folder.resolve(name);
        Path temp = AtomicFiles.tempFor(file);
        tensors(info, face).write(temp);
        AtomicFiles.moveIntoPlace(temp, file);
      }
    } catch (IOException e) {
      throw AtomicFiles.unwritable(csv, e);
    }
    // Last, so that a clip with its table is a clip that is done.
    AtomicFiles.write(csv, out -> OpenFaceCsv.write(out, info, faces));
    return csv;
  }

  private static Safetensors tensors(ClipInfo info, ClipAnalysis clip) {
    int frames = clip.track().frames();
    float[] mesh = new float[frames * FaceMesh.POINTS * 3];
    float[] iris = new float[frames * FaceMesh.IRIS_POINTS * 3];
    float[] units = new float[frames * ActionUnits.CHANNELS];
    float[] pose = new float[frames * POSE];
    float[] present = new float[frames];
    for (int t = 0; t < frames; t++) {
      FaceObservation face = clip.track().observations().get(t);
      ActionUnits now = clip.actionUnits().get(t);
      if (face == null || now == null) {
        continue;
      }
      present[t] = 1;
      put(face.mesh().pointArray(), mesh, t);
      put(face.mesh().irisArray(), iris, t);
      put(now.toArray(), units, t);
      HeadPose p = face.pose();
      put(
          new float[] {
            (float) p.pitch(),
            (float) p.yaw(),
            (float) p.roll(),
            (float) p.x(),
            (float) p.y(),
            (float) p.scale()
          },
          pose,
          t);
    }
    return new Safetensors()
        .describe("schema", "argen/analysis/1")
        .describe("frame_rate_hz", String.format(Locale.ROOT, "%.6f", info.frameRateHz()))
        .describe("image_size_px", info.width() + "x" + info.height())
        .describe("mesh", "468 MediaPipe points: x right, y down, z away from the camera; pixels")
        .describe(
            "iris",
            "centre and four edge points of the picture's left eye, then of its right eye; pixels")
        .describe("action_units", channelNames())
        .describe("action_units_unit", "FACS intensity 0-5; L and R are the subject's own sides")
        .describe("neutral", clip.neutral().personal() ? "the clip's own" : "typical face")
        .describe(
            "pose", "pitch yaw roll (radians), x y (pixels of the face's origin), pixels per cm")
        .add("mesh", mesh, frames, FaceMesh.POINTS, 3)
        .add("iris", iris, frames, FaceMesh.IRIS_POINTS, 3)
        .add("action_units", units, frames, ActionUnits.CHANNELS)
        .add("pose", pose, frames, POSE)
        .add("present", present, frames);
  }

  private static String channelNames() {
    StringBuilder names = new StringBuilder();
    for (int k = 0; k < ActionUnits.CHANNELS; k++) {
      names.append(k == 0 ? "" : " ").append(ActionUnits.channelName(k));
    }
    return names.toString();
  }

  private static void put(float[] from, float[] into, int frame) {
    System.arraycopy(from, 0, into, frame * from.length, from.length);
  }
}
