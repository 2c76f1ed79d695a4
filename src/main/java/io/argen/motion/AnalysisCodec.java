package io.argen.motion;

import io.argen.clip.ClipInfo;
import io.argen.face.ExpressionScores;
import io.argen.face.FaceBox;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceQuality;
import io.argen.face.FaceTrack;
import io.argen.face.HeadPose;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A measured clip as bytes and back, every number to the bit; about 6 kB a frame and face. */
final class AnalysisCodec {
  private static final int MARK = 0x41524731;
  private static final int EXPECTED_BYTES = 1 << 16;

  private final Neutral typical;

  /**
   * @param typical the neutral of those whose own is not known; it is not kept with each clip
   */
  AnalysisCodec(Neutral typical) {
    this.typical = typical;
  }

  byte[] bytes(MeasuredClip clip) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(EXPECTED_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MARK);
      ClipInfo info = clip.info();
      out.writeInt(info.kind().ordinal());
      out.writeInt(info.width());
      out.writeInt(info.height());
      out.writeDouble(info.frameRateHz());
      out.writeInt(info.estimatedFrames());
      out.writeBoolean(info.grey());
      out.writeInt(clip.frames());
      out.writeInt(clip.faces().size());
      for (ClipAnalysis face : clip.faces()) {
        write(out, face);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, ClipAnalysis face) throws IOException {
    FaceTrack track = face.track();
    out.writeInt(track.faceId());
    out.writeInt(track.frames());
    out.writeBoolean(face.neutral().personal());
    if (face.neutral().personal()) {
      write(out, face.neutral().livePoints());
    }
    float[] look = face.neutral().look();
    write(out, look == null ? new float[0] : look);
    for (int t = 0; t < track.frames(); t++) {
      out.writeDouble(track.timestampsSeconds().get(t));
      FaceObservation seen = track.observations().get(t);
      out.writeBoolean(seen != null);
      if (seen != null) {
        write(out, seen);
      }
      ActionUnits units = face.actionUnits().get(t);
      write(out, units == null ? new float[0] : units.toArray());
    }
  }

  private static void write(DataOutputStream out, FaceObservation seen) throws IOException {
    FaceBox box = seen.box();
    HeadPose pose = seen.pose();
    FaceQuality quality = seen.quality();
    for (double value :
        new double[] {
          box.x(),
          box.y(),
          box.width(),
          box.height(),
          pose.pitch(),
          pose.yaw(),
          pose.roll(),
          pose.x(),
          pose.y(),
          pose.z(),
          pose.scale(),
          quality.sizePx(),
          quality.sharpness(),
          quality.frontality(),
          quality.meshFlag(),
          quality.inFrame()
        }) {
      out.writeDouble(value);
    }
    write(out, seen.mesh().pointArray());
    write(out, seen.mesh().irisArray());
    Map<Emotion, Double> scores = seen.expression() == null ? Map.of() : seen.expression().asMap();
    out.writeByte(seen.expression() == null ? -1 : scores.size());
    for (Map.Entry<Emotion, Double> score : scores.entrySet()) {
      out.writeByte(score.getKey().ordinal());
      out.writeDouble(score.getValue());
    }
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  /**
   * Reads back.
   *
   * @param path of the clip now: the same content may lie elsewhere
   * @throws IOException if these are other bytes
   */
  MeasuredClip read(byte[] bytes, Path path) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MARK) {
        throw new IOException("not an analysis");
      }
      ClipInfo info =
          new ClipInfo(
              path,
              ClipInfo.Kind.values()[in.readInt()],
              in.readInt(),
              in.readInt(),
              in.readDouble(),
              in.readInt(),
              in.readBoolean());
      int frames = in.readInt();
      int count = in.readInt();
      List<ClipAnalysis> faces = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        faces.add(face(in, info));
      }
      return new MeasuredClip(info, frames, faces);
    }
  }

  private ClipAnalysis face(DataInputStream in, ClipInfo info) throws IOException {
    int id = in.readInt();
    int frames = in.readInt();
    Neutral neutral = in.readBoolean() ? Neutral.ofPoints(floats(in)) : typical;
    float[] look = floats(in);
    neutral = look.length == 0 ? neutral : neutral.withLook(look);
    List<Double> times = new ArrayList<>(frames);
    List<@Nullable FaceObservation> seen = new ArrayList<>(frames);
    List<@Nullable ActionUnits> units = new ArrayList<>(frames);
    for (int t = 0; t < frames; t++) {
      times.add(in.readDouble());
      seen.add(in.readBoolean() ? observation(in) : null);
      float[] now = floats(in);
      units.add(now.length == 0 ? null : ActionUnits.of(now));
    }
    return new ClipAnalysis(info, new FaceTrack(id, times, seen), neutral, units);
  }

  private static FaceObservation observation(DataInputStream in) throws IOException {
    double[] v = new double[16];
    for (int i = 0; i < v.length; i++) {
      v[i] = in.readDouble();
    }
    FaceMesh mesh = new FaceMesh(floats(in), floats(in));
    int count = in.readByte();
    Map<Emotion, Double> scores = new EnumMap<>(Emotion.class);
    for (int i = 0; i < count; i++) {
      Emotion emotion = Emotion.values()[in.readByte()];
      scores.put(emotion, in.readDouble());
    }
    return new FaceObservation(
        new FaceBox(v[0], v[1], v[2], v[3]),
        mesh,
        new HeadPose(v[4], v[5], v[6], v[7], v[8], v[9], v[10]),
        new FaceQuality(v[11], v[12], v[13], v[14], v[15]),
        count < 0 ? null : new ExpressionScores(scores));
  }

  private static float[] floats(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Math.multiplyExact(in.readInt(), Float.BYTES));
    float[] values = new float[bytes.length / Float.BYTES];
    java.nio.ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }
}
