package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.face.MeshPoints;
import io.argen.facs.ActionUnits;
import io.argen.motion.mouth.MouthLayer;
import io.argen.motion.mouth.OpenMouth;
import io.argen.motion.skin.RigidThings;
import io.argen.motion.skin.SkinShading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Moves the face of a photo: the photo's own pixels, warped at its own resolution.
 *
 * <p>The mesh is taken out of its pose, moved by the action units, put back, and the pixels follow;
 * lids slide over the eyeball, parted lips open on a mouth, rings around the face carry hair and
 * neck and end in an unmoved background.
 */
public final class FaceRenderer {
  private static final int[] OVAL = MeshPoints.oval();
  private static final int JAW = 152;
  private static final float FAR = 1e6f;
  private static final double EYEBALL_RADIUS_CM = 1.2;

  /** The head turns about the top of the neck, behind the face. */
  static final double PIVOT_Z_CM = -6;

  /** Three points of the plane of the lenses, canonical cm. */
  private static final float[] WORN_PLANE = {-4, 2.6f, 4.6f, 4, 2.6f, 4.6f, 0, -1, 4.6f};

  private final ActionUnitBasis basis;
  private final WarpMesh warp;
  private final CanonicalFace canonical;

  public FaceRenderer(CanonicalFace canonical, ActionUnitBasis basis) {
    this.basis = basis;
    this.warp = new WarpMesh(canonical);
    this.canonical = canonical;
  }

  /** Prepares a photo; the photo must not change while the session is in use. */
  public Session prepare(Image photo, FaceObservation face) {
    return prepare(photo, face, null);
  }

  /**
   * The same with a frame that shows the inside of the person's mouth.
   *
   * @param open null for a built-in model of a mouth
   */
  public Session prepare(Image photo, FaceObservation face, @Nullable OpenMouth open) {
    return new Session(photo, face.mesh(), face.pose(), open);
  }

  /** One photo being animated. Not safe for several threads. */
  public final class Session {
    private final Image photo;
    private final HeadPose pose;
    private final float[] rest;
    private final float[] moved = new float[FaceMesh.POINTS * 3];
    private final float[] from = new float[WarpMesh.points() * 2];
    private final float[] source;
    private final float[] to = new float[WarpMesh.points() * 2];
    private final float[] depth = new float[WarpMesh.points()];
    private final float[] ringRest;
    private final DisplacementField field;
    private final EyeLayer leftEye;
    private final EyeLayer rightEye;
    private final MouthLayer mouth;
    private final TriangleGuard guard;
    private final SkinEdge edge;
    private final SkinShading shading;
    private final @Nullable RigidThings worn;
    private final Image bare;
    private final double[] wornBack = new double[6];
    private final double[] wornPlaces = new double[12];
    private final double[] projected = new double[3];
    private final double[] baseRotation;
    private float @Nullable [] given;

    private Session(Image photo, FaceMesh mesh, HeadPose pose, @Nullable OpenMouth open) {
      this.photo = photo;
      this.pose = pose;
      baseRotation = pose.rotation();
      rest = HeadPoses.unposed(mesh, pose);
      ringRest = rings(rest);
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        from[i * 2] = mesh.x(i);
        from[i * 2 + 1] = mesh.y(i);
      }
      for (int i = 0; i < ringRest.length / 3; i++) {
        project(ringRest, i * 3, baseRotation, 1, 0, 0, projected);
        from[(FaceMesh.POINTS + i) * 2] = (float) projected[0];
        from[(FaceMesh.POINTS + i) * 2 + 1] = (float) projected[1];
      }
      field = new DisplacementField(photo.width(), photo.height(), warp.triangles().length / 3);
      leftEye = new EyeLayer(MeshPoints.lidsPictureLeft(), from, mesh, 0);
      rightEye = new EyeLayer(MeshPoints.lidsPictureRight(), from, mesh, 5);
      mouth = new MouthLayer(photo, from, rest, pose, open);
      guard = new TriangleGuard(warp, from);
      edge = new SkinEdge(photo, from);
      source = from.clone();
      worn = RigidThings.find(photo, mesh, pose).orElse(null);
      bare = worn == null ? photo : worn.skin();
      shading = new SkinShading(canonical, bare, mesh, pose, Arrays.hashCode(from));
    }

    /** Renders one frame into {@code out}, which has the photo's size. */
    public void render(MotionFrame motion, Image out) {
      render(motion, motion.actionUnits(), out);
    }

    /**
     * The same with skin that folds more or less than usual.
     *
     * @param folds the units that furrows and bulges are drawn for
     */
    public void render(MotionFrame motion, ActionUnits folds, Image out) {
      if (out.width() != photo.width() || out.height() != photo.height()) {
        throw new IllegalArgumentException(
            "out must have the photo's size "
                + photo.width()
                + " x "
                + photo.height()
                + ", got "
                + out.width()
                + " x "
                + out.height());
      }
      place(motion);
      edge.source(from, motion.yaw(), source);
      field.fill(warp, source, to, depth);
      float irisPx = (float) (pose.scale() * EYEBALL_RADIUS_CM);
      float gazeX = (float) (irisPx * Math.sin(motion.gazeYaw()));
      float gazeY = (float) (irisPx * Math.sin(motion.gazePitch()));
      leftEye.draw(field, photo.width(), photo.height(), to, gazeX, gazeY);
      rightEye.draw(field, photo.width(), photo.height(), to, gazeX, gazeY);
      Sampler.warp(bare, field, out);
      shading.apply(folds.toArray(), field.dx(), field.dy(), out);
      double jaw = Math.max(0, (rest[JAW * 3 + 1] - moved[JAW * 3 + 1]));
      mouth.draw(out, to, turned(motion), motion.scale(), jaw);
      if (worn != null) {
        wear(motion);
        worn.draw(out, wornBack);
      }
    }

    /**
     * Renders a frame whose points move as given, whatever its units: for measuring what a basis
     * costs.
     *
     * @param displacement of the points, {@code [468 * 3]} cm in canonical axes
     */
    public void render(float[] displacement, MotionFrame motion, Image out) {
      given = displacement.clone();
      try {
        render(motion, out);
      } finally {
        given = null;
      }
    }

    /** How many visible triangles of skin the last frame turned over; 0 unless asked too much. */
    public int flippedTriangles() {
      return guard.flipped(to);
    }

    /** Where the last frame put a mesh point, pixels: x at {@code [2 i]}, y after it. Live. */
    float[] placed() {
      return to;
    }

    /** Where a frame's pixels of what the head wears come from: a plane before the eyes. */
    private void wear(MotionFrame motion) {
      if (motion.headStill()) {
        Arrays.fill(wornBack, 0);
        wornBack[0] = 1;
        wornBack[4] = 1;
        return;
      }
      double[] r = turned(motion);
      for (int k = 0; k < 3; k++) {
        project(WORN_PLANE, k * 3, r, motion.scale(), motion.shiftX(), motion.shiftY(), projected);
        wornPlaces[k * 4] = projected[0];
        wornPlaces[k * 4 + 1] = projected[1];
        project(WORN_PLANE, k * 3, baseRotation, 1, 0, 0, projected);
        wornPlaces[k * 4 + 2] = projected[0];
        wornPlaces[k * 4 + 3] = projected[1];
      }
      RigidThings.affine(wornPlaces, wornBack);
    }

    private double[] turned(MotionFrame motion) {
      return new HeadPose(
              pose.pitch() + motion.pitch(),
              pose.yaw() + motion.yaw(),
              pose.roll() + motion.roll(),
              0,
              0,
              0,
              1)
          .rotation();
    }

    private void place(MotionFrame motion) {
      if (given == null) {
        basis.apply(rest, motion.actionUnits().toArray(), moved);
        basis.addResidual(motion.residual(), moved);
      } else {
        for (int i = 0; i < moved.length; i++) {
          moved[i] = rest[i] + given[i];
        }
      }
      double[] r = turned(motion);
      boolean still = motion.headStill();
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        project(moved, i * 3, r, motion.scale(), motion.shiftX(), motion.shiftY(), projected);
        depth[i] = (float) projected[2];
        double x = projected[0];
        double y = projected[1];
        project(rest, i * 3, baseRotation, 1, 0, 0, projected);
        // Differences, so that what does not move lands exactly where it was.
        to[i * 2] = from[i * 2] + (float) (x - projected[0]);
        to[i * 2 + 1] = from[i * 2 + 1] + (float) (y - projected[1]);
      }
      for (int ring = 0; ring < WarpMesh.RING_SIZE.length; ring++) {
        for (int n = 0; n < OVAL.length; n++) {
          int p = WarpMesh.ringPoint(ring, n);
          int at = (p - FaceMesh.POINTS) * 3;
          double dx = 0;
          double dy = 0;
          double head = WarpMesh.RING_HEAD[ring];
          if (!still && head > 0) {
            project(ringRest, at, r, motion.scale(), motion.shiftX(), motion.shiftY(), projected);
            dx = head * (projected[0] - from[p * 2]);
            dy = head * (projected[1] - from[p * 2 + 1]);
          }
          double skin = WarpMesh.RING_SKIN[ring];
          int o = OVAL[n] * 3;
          double sx = moved[o] - rest[o];
          double sy = moved[o + 1] - rest[o + 1];
          dx += skin * pose.scale() * motion.scale() * (r[0] * sx + r[1] * sy);
          dy -= skin * pose.scale() * motion.scale() * (r[3] * sx + r[4] * sy);
          to[p * 2] = from[p * 2] + (float) dx;
          to[p * 2 + 1] = from[p * 2 + 1] + (float) dy;
          depth[p] = FAR + ring;
        }
      }
      guard.mend(to);
    }

    /** Canonical centimetres to pixels, with a head's turn about its own middle. */
    private void project(
        float[] points,
        int at,
        double[] r,
        double scale,
        double shiftX,
        double shiftY,
        double[] out) {
      double x = scale * points[at];
      double y = scale * points[at + 1];
      double z = scale * (points[at + 2] - PIVOT_Z_CM);
      double px = r[0] * x + r[1] * y + r[2] * z + baseRotation[2] * PIVOT_Z_CM + shiftX;
      double py = r[3] * x + r[4] * y + r[5] * z + baseRotation[5] * PIVOT_Z_CM + shiftY;
      double pz = r[6] * x + r[7] * y + r[8] * z + baseRotation[8] * PIVOT_Z_CM;
      out[0] = pose.x() + pose.scale() * px;
      out[1] = pose.y() - pose.scale() * py;
      out[2] = -pose.scale() * pz;
    }
  }

  /** Points around the outline at the outline's own depth, {@code [rings * 36 * 3]}. */
  private static float[] rings(float[] rest) {
    double cx = 0;
    double cy = 0;
    for (int p : OVAL) {
      cx += rest[p * 3] / OVAL.length;
      cy += rest[p * 3 + 1] / OVAL.length;
    }
    float[] rings = new float[WarpMesh.RING_SIZE.length * OVAL.length * 3];
    for (int ring = 0; ring < WarpMesh.RING_SIZE.length; ring++) {
      for (int n = 0; n < OVAL.length; n++) {
        int p = OVAL[n] * 3;
        int at = (ring * OVAL.length + n) * 3;
        rings[at] = (float) (cx + (rest[p] - cx) * WarpMesh.RING_SIZE[ring]);
        rings[at + 1] = (float) (cy + (rest[p + 1] - cy) * WarpMesh.RING_SIZE[ring]);
        rings[at + 2] = rest[p + 2];
      }
    }
    return rings;
  }
}
