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
  private static final int JAW = 152;
  private static final double EYEBALL_RADIUS_CM = 1.2;

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
    private final HeadCamera camera;
    private final float[] rest;
    private final float[] moved = new float[FaceMesh.POINTS * 3];
    private final float[] amounts = new float[ActionUnits.CHANNELS];
    private final float[] from = new float[WarpMesh.points() * 2];
    private final float[] source;
    private final float[] to = new float[WarpMesh.points() * 2];
    private final float[] depth = new float[WarpMesh.points()];
    private final HeadShell shell;
    private final float[] stiff = new float[FaceMesh.POINTS * 2];
    private final DisplacementField field;
    private final EyeLayer leftEye;
    private final EyeLayer rightEye;
    private final MouthLayer mouth;
    private final TriangleGuard guard;
    private final SkinEdge edge;
    private final SkinShading shading;
    private final @Nullable WornGlasses worn;
    private final Image bare;
    private final double[] projected = new double[3];
    private float @Nullable [] given;

    private Session(Image photo, FaceMesh mesh, HeadPose pose, @Nullable OpenMouth open) {
      this.photo = photo;
      camera = new HeadCamera(pose);
      rest = HeadPoses.unposed(mesh, pose);
      shell = new HeadShell(rest);
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        from[i * 2] = mesh.x(i);
        from[i * 2 + 1] = mesh.y(i);
      }
      shell.rest(camera, from);
      field = new DisplacementField(photo.width(), photo.height(), warp.triangles().length / 3);
      leftEye = new EyeLayer(MeshPoints.lidsPictureLeft(), from, mesh, 0, photo);
      rightEye = new EyeLayer(MeshPoints.lidsPictureRight(), from, mesh, 5, photo);
      mouth = new MouthLayer(photo, from, rest, pose, open);
      guard = new TriangleGuard(warp, from);
      edge = new SkinEdge(photo, from);
      source = from.clone();
      worn =
          RigidThings.find(photo, mesh, pose)
              .map(things -> new WornGlasses(things, camera))
              .orElse(null);
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
      float irisPx = (float) (camera.scale() * EYEBALL_RADIUS_CM);
      float gazeX = (float) (irisPx * Math.sin(motion.gazeYaw()));
      float gazeY = (float) (irisPx * Math.sin(motion.gazePitch()));
      leftEye.draw(field, photo.width(), photo.height(), to, gazeX, gazeY);
      rightEye.draw(field, photo.width(), photo.height(), to, gazeX, gazeY);
      Sampler.warp(bare, field, out);
      shading.apply(folds.toArray(), field.dx(), field.dy(), out);
      leftEye.lashes(out, to);
      rightEye.lashes(out, to);
      double jaw = Math.max(0, (rest[JAW * 3 + 1] - moved[JAW * 3 + 1]));
      mouth.draw(out, to, camera.turned(motion), motion.scale(), jaw);
      if (worn != null) {
        worn.draw(camera, motion, out);
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

    /**
     * The same by the warp of the mesh alone, without mouth, lids, furrows and things worn: for
     * measuring what these are worth.
     */
    public void warp(float[] displacement, MotionFrame motion, Image out) {
      given = displacement.clone();
      try {
        place(motion);
      } finally {
        given = null;
      }
      field.fill(warp, from, to, depth);
      Sampler.warp(photo, field, out);
    }

    /** How many visible triangles of skin the last frame turned over; 0 unless asked too much. */
    public int flippedTriangles() {
      return guard.flipped(stiff, to);
    }

    /** Where the last frame put a mesh point, pixels: x at {@code [2 i]}, y after it. Live. */
    float[] placed() {
      return to;
    }

    private void place(MotionFrame motion) {
      if (given == null) {
        AskedMotion.apply(basis, rest, motion.actionUnits().toArray(), amounts, moved);
        basis.addResidual(motion.residual(), moved);
      } else {
        for (int i = 0; i < moved.length; i++) {
          moved[i] = rest[i] + given[i];
        }
      }
      double[] r = camera.turned(motion);
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        camera.project(moved, i * 3, r, motion, projected);
        depth[i] = (float) projected[2];
        double x = projected[0];
        double y = projected[1];
        camera.project(rest, i * 3, projected);
        // Differences, so that what does not move lands exactly where it was.
        to[i * 2] = from[i * 2] + (float) (x - projected[0]);
        to[i * 2 + 1] = from[i * 2 + 1] + (float) (y - projected[1]);
        x = projected[0];
        y = projected[1];
        camera.project(rest, i * 3, r, motion, projected);
        stiff[i * 2] = from[i * 2] + (float) (projected[0] - x);
        stiff[i * 2 + 1] = from[i * 2 + 1] + (float) (projected[1] - y);
      }
      shell.place(camera, motion, r, rest, moved, from, to, depth);
      guard.mend(stiff, to);
    }
  }
}
