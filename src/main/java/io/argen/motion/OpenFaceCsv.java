package io.argen.motion;

import io.argen.clip.ClipInfo;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPose;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Per-frame measurements as OpenFace 2 names them, ours beside them.
 *
 * <p>OpenFace's camera axes (x right, y down, z forward): positive {@code pose_Rx} looks down,
 * positive {@code pose_Ry} turns to the picture's left, positive {@code pose_Rz} tilts clockwise;
 * {@code gaze_angle_x} is positive to the picture's right, {@code gaze_angle_y} downward, head and
 * eyes together. Distances assume OpenFace's default focal length of 500 px at a width of 640.
 */
public final class OpenFaceCsv {
  private static final double FOCAL_AT_640 = 500;
  private static final double MM_PER_CM = 10;

  /** A unit counts as present from here. */
  private static final float PRESENT = 1f;

  private static final List<Emotion> EXPRESSIONS =
      List.of(
          Emotion.NEUTRAL,
          Emotion.HAPPINESS,
          Emotion.SADNESS,
          Emotion.SURPRISE,
          Emotion.FEAR,
          Emotion.ANGER,
          Emotion.DISGUST);

  private OpenFaceCsv() {}

  /** The columns, in order. */
  public static List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "frame",
                "face_id",
                "timestamp",
                "confidence",
                "success",
                "gaze_angle_x",
                "gaze_angle_y",
                "pose_Tx",
                "pose_Ty",
                "pose_Tz",
                "pose_Rx",
                "pose_Ry",
                "pose_Rz"));
    for (ActionUnit unit : ActionUnit.values()) {
      columns.add(unit.column() + "_r");
    }
    for (ActionUnit unit : ActionUnit.values()) {
      columns.add(unit.column() + "_c");
    }
    for (ActionUnit unit : ActionUnit.values()) {
      for (Side side : Side.values()) {
        columns.add(unit.column() + "_" + side.letter() + "_r");
      }
    }
    for (Emotion emotion : EXPRESSIONS) {
      columns.add("expression_" + emotion.label());
    }
    return columns;
  }

  /** Writes the header and, face by face, one row a frame. */
  static void write(BufferedWriter out, ClipInfo info, List<ClipAnalysis> faces)
      throws IOException {
    out.write(String.join(",", columns()));
    out.write('\n');
    StringBuilder row = new StringBuilder(1024);
    for (ClipAnalysis face : faces) {
      for (int frame = 0; frame < face.track().frames(); frame++) {
        row.setLength(0);
        row(row, info, face, frame);
        row.setCharAt(row.length() - 1, '\n');
        out.append(row);
      }
    }
  }

  private static void row(StringBuilder row, ClipInfo info, ClipAnalysis clip, int frame) {
    FaceObservation face = clip.track().observations().get(frame);
    ActionUnits units = clip.actionUnits().get(frame);
    row.append(frame + 1).append(',').append(clip.track().faceId()).append(',');
    number(row, clip.track().timestampsSeconds().get(frame), 3);
    if (face == null || units == null) {
      int rest = columns().size() - 3;
      row.append("0,".repeat(rest));
      return;
    }
    number(row, face.quality().meshFlag(), 2);
    row.append("1,");
    HeadPose pose = face.pose();
    Gaze gaze = Gaze.of(face.mesh(), pose);
    number(row, gaze.yaw() + pose.yaw(), 3);
    number(row, gaze.pitch() + pose.pitch(), 3);
    double focal = FOCAL_AT_640 * info.width() / 640;
    double distance = focal / pose.scale() * MM_PER_CM;
    number(row, (pose.x() - info.width() / 2.0) * distance / focal, 1);
    number(row, (pose.y() - info.height() / 2.0) * distance / focal, 1);
    number(row, distance, 1);
    number(row, pose.pitch(), 3);
    number(row, -pose.yaw(), 3);
    number(row, -pose.roll(), 3);
    for (ActionUnit unit : ActionUnit.values()) {
      number(row, units.get(unit), 2);
    }
    for (ActionUnit unit : ActionUnit.values()) {
      row.append(units.get(unit) >= PRESENT ? "1," : "0,");
    }
    for (ActionUnit unit : ActionUnit.values()) {
      for (Side side : Side.values()) {
        number(row, units.get(unit, side), 2);
      }
    }
    for (Emotion emotion : EXPRESSIONS) {
      number(row, face.expression() == null ? 0 : face.expression().get(emotion), 3);
    }
  }

  private static void number(StringBuilder row, double value, int decimals) {
    row.append(String.format(Locale.ROOT, "%." + decimals + "f,", value));
  }
}
