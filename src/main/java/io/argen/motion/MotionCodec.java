package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.motion.mouth.OpenMouth;
import io.argen.run.ArgenException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a measured clip to {@link MotionLatents}, and from those and a photo to frames. */
public final class MotionCodec {
  private static final double CLEAR_FRONTALITY = 0.85;
  private static final double CLEAR_IN_FRAME = 0.98;

  private final CanonicalFace canonical;
  private final ActionUnitBasis basis;
  private final StablePose poses;

  public MotionCodec(CanonicalFace canonical, ActionUnitBasis basis) {
    this.canonical = canonical;
    this.basis = basis;
    this.poses = new StablePose(canonical);
  }

  /**
   * What a photo already shows, so that it is not shown twice.
   *
   * @param units intensities relative to the person's neutral
   * @param residual amounts; may be empty
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
  public record Shown(float[] units, float[] residual) {
    /** A face at rest. */
    public static Shown nothing() {
      return new Shown(new float[ActionUnits.CHANNELS], new float[0]);
    }

    /** What a row of latents shows. */
    public static Shown of(MotionLatents latents, int frame) {
      return new Shown(latents.units(frame), latents.residual(frame));
    }
  }

  /** The first frame with a whole face that looks at the camera, eyes open; else the first face. */
  public static int clearFrame(ClipAnalysis clip) {
    int any = -1;
    for (int t = 0; t < clip.track().frames(); t++) {
      FaceObservation face = clip.track().observations().get(t);
      ActionUnits units = clip.actionUnits().get(t);
      if (face == null || units == null) {
        continue;
      }
      any = any < 0 ? t : any;
      if (face.quality().frontality() >= CLEAR_FRONTALITY
          && face.quality().inFrame() >= CLEAR_IN_FRAME
          && units.get(ActionUnit.AU45) < 1) {
        return t;
      }
    }
    if (any < 0) {
      throw new ArgenException(clip.info().path() + ": shows no face whose motion could be taken");
    }
    return any;
  }

  /** The clip's motion relative to its first clear frame. */
  public MotionLatents encode(ClipAnalysis clip) {
    return encode(clip, clearFrame(clip));
  }

  /**
   * The clip's motion; where the face is not there, the last seen row stands (the reference's
   * before the first).
   *
   * @param reference a frame with a face
   */
  public MotionLatents encode(ClipAnalysis clip, int reference) {
    float[] neutral = neutral(clip);
    MeshMotion motion = new MeshMotion(basis, neutral);
    FaceObservation first = observed(clip, reference);
    HeadPose from = poses.fit(neutral, first.mesh());
    Gaze ahead = Gaze.of(first.mesh(), from);
    float[] held = row(motion, neutral, first.mesh(), from, ahead);
    float[][] rows = new float[clip.track().frames()][];
    for (int t = 0; t < rows.length; t++) {
      FaceObservation face = clip.track().observations().get(t);
      held = face == null ? held : row(motion, neutral, face.mesh(), from, ahead);
      rows[t] = held;
    }
    return new MotionLatents(rows, reference, clip.info().frameRateHz());
  }

  /** The person's own neutral in a clip, {@code [468 * 3]} cm. */
  public float[] neutral(ClipAnalysis clip) {
    List<FaceMesh> meshes = new ArrayList<>();
    List<Double> activity = new ArrayList<>();
    for (int t = 0; t < clip.track().frames(); t++) {
      FaceObservation face = clip.track().observations().get(t);
      ActionUnits units = clip.actionUnits().get(t);
      if (face != null && units != null) {
        meshes.add(face.mesh());
        double sum = 0;
        for (float v : units.toArray()) {
          sum += v;
        }
        activity.add(sum);
      }
    }
    return RestingFace.of(poses, meshes, activity);
  }

  /** A frame's displacement from a neutral, pose removed, {@code [468 * 3]} cm. */
  public float[] displacement(float[] neutral, FaceMesh mesh) {
    float[] points = HeadPoses.unposed(mesh, poses.fit(neutral, mesh));
    for (int i = 0; i < points.length; i++) {
      points[i] -= neutral[i];
    }
    return points;
  }

  /**
   * An observation whose pose is the codec's own, so that what was encoded from a frame lands on
   * the same frame.
   *
   * @param neutral the person's own, or null where only this frame is known
   */
  public FaceObservation posed(FaceObservation face, float @Nullable [] neutral) {
    HeadPose pose = neutral == null ? poses.fit(face.mesh()) : poses.fit(neutral, face.mesh());
    return new FaceObservation(face.box(), face.mesh(), pose, face.quality(), face.expression());
  }

  private static FaceObservation observed(ClipAnalysis clip, int frame) {
    FaceObservation face = clip.track().observations().get(frame);
    if (face == null) {
      throw new IllegalArgumentException("frame " + frame + " shows no face");
    }
    return face;
  }

  private float[] row(
      MeshMotion motion, float[] neutral, FaceMesh mesh, HeadPose from, Gaze ahead) {
    HeadPose pose = poses.fit(neutral, mesh);
    MeshMotion.Reading reading = motion.read(displacement(neutral, mesh));
    Gaze gaze = Gaze.of(mesh, pose);
    float[] row = new float[MotionLatents.FIXED + basis.residuals()];
    System.arraycopy(reading.units(), 0, row, 0, ActionUnits.CHANNELS);
    row[MotionLatents.GAZE] = (float) (gaze.yaw() - ahead.yaw());
    row[MotionLatents.GAZE + 1] = (float) (gaze.pitch() - ahead.pitch());
    float[] head = head(from, pose);
    System.arraycopy(head, 0, row, MotionLatents.HEAD, head.length);
    System.arraycopy(reading.residual(), 0, row, MotionLatents.FIXED, basis.residuals());
    return row;
  }

  /** The renderer turns the head about a pivot behind the face: shifts are what is left of that. */
  static float[] head(HeadPose from, HeadPose to) {
    double[] a = from.rotation();
    double[] b = to.rotation();
    double scale = to.scale() / from.scale();
    double pivot = HeadCamera.PIVOT_Z_CM;
    return new float[] {
      (float) (to.pitch() - from.pitch()),
      (float) (to.yaw() - from.yaw()),
      (float) (to.roll() - from.roll()),
      (float) ((to.x() - from.x()) / from.scale() + pivot * (scale * b[2] - a[2])),
      (float) (-(to.y() - from.y()) / from.scale() + pivot * (scale * b[5] - a[5])),
      (float) Math.log(scale)
    };
  }

  /** Renders latents on one photo. Not safe for several threads. */
  public final class Decoder {
    private final FaceRenderer.Session session;
    private final MeshMotion motion;
    private final Shown shown;
    private final float[] base;

    private Decoder(FaceRenderer.Session session, float[] rest, Shown shown) {
      this.session = session;
      this.shown = shown;
      float[] first = new MeshMotion(basis, rest).displacement(shown.units(), shown.residual());
      float[] neutral = rest.clone();
      for (int i = 0; i < neutral.length; i++) {
        neutral[i] -= first[i];
      }
      motion = new MeshMotion(basis, neutral);
      base = motion.displacement(shown.units(), shown.residual());
    }

    /** Renders one frame of some latents into {@code out}, which has the photo's size. */
    public void render(MotionLatents latents, int frame, Image out) {
      session.render(displacement(latents, frame), motion(latents, frame), out);
    }

    /** The same by the warp of the mesh alone; see {@link FaceRenderer.Session#warp}. */
    public void warp(MotionLatents latents, int frame, Image out) {
      session.warp(displacement(latents, frame), motion(latents, frame), out);
    }

    private MotionFrame motion(MotionLatents latents, int frame) {
      return beyond(latents.frame(frame), shown.units());
    }

    private float[] displacement(MotionLatents latents, int frame) {
      float[] displacement = motion.displacement(latents.units(frame), latents.residual(frame));
      for (int i = 0; i < displacement.length; i++) {
        displacement[i] -= base[i];
      }
      return displacement;
    }
  }

  /**
   * A frame whose units are those beyond what the photo shows: furrows it has already are not drawn
   * again.
   */
  public static MotionFrame beyond(MotionFrame asked, float[] shown) {
    float[] units = asked.actionUnits().toArray();
    for (int k = 0; k < units.length; k++) {
      units[k] = Math.max(0, units[k] - shown[k]);
    }
    return new MotionFrame(
        ActionUnits.of(units),
        asked.gazeYaw(),
        asked.gazePitch(),
        asked.pitch(),
        asked.yaw(),
        asked.roll(),
        asked.shiftX(),
        asked.shiftY(),
        asked.scale(),
        asked.residual());
  }

  /**
   * Prepares a photo.
   *
   * @param face the photo's; see {@link #posed}
   * @param shown what the photo already shows
   * @param open a frame with the person's open mouth, or null
   */
  public Decoder decoder(Image photo, FaceObservation face, Shown shown, @Nullable OpenMouth open) {
    return new Decoder(
        new FaceRenderer(canonical, basis).prepare(photo, face, open),
        HeadPoses.unposed(face.mesh(), face.pose()),
        shown);
  }
}
