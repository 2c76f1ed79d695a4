package io.argen.motion;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceTrack;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;
import io.argen.face.MeshPoints;
import io.argen.facs.ActionUnits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a clip's meshes follow its pictures. The mesh net guesses: at a one-sided smile it tilts
 * the whole face, which the picture does not do, and its points tremble where the picture stands
 * still.
 *
 * <p>The first clear frame is rendered as a frame's mesh says and laid over that frame by a small
 * smooth displacement of the face and its hairline, eyes and open mouth left out ({@link
 * PictureRegistration}). Where the pictures then agree well, the mesh's points are moved by it.
 * What the mesh says of depth stays.
 */
public final class MeshSettler {
  private static final int SIDE = 256;

  /** How far beyond the mesh's outline the head is looked at. */
  private static final double BEYOND = 1.14;

  /** Pictures that agree less say nothing; from the second figure on they are believed wholly. */
  private static final double LEAST_CORRELATION = 0.75;

  private static final double SURE_CORRELATION = 0.9;

  /** Shares of the disagreement that must go: less is what any bending would take away. */
  private static final double LEAST_GAIN = 0.05;

  private static final double SURE_GAIN = 0.25;

  /** Turned farther than this in depth, the reference shows too little of what the frame shows. */
  private static final double MOST_YAW = Math.toRadians(25);

  private final CanonicalFace canonical;
  private final StablePose poses;

  public MeshSettler(CanonicalFace canonical) {
    this.canonical = canonical;
    this.poses = new StablePose(canonical);
  }

  /** The same clip with meshes that follow its pictures; the first clear frame stays as it is. */
  public ClipAnalysis settle(ClipAnalysis clip) {
    int reference = MotionCodec.clearFrame(clip);
    FaceObservation first = clip.track().observations().get(reference);
    Image picture = picture(clip, reference);
    if (first == null || picture == null) {
      return clip;
    }
    Reference seen = new Reference(picture, first);
    List<@Nullable FaceMesh> found = new ArrayList<>();
    try (ClipReader reader = Clips.open(clip.info().path())) {
      int t = 0;
      for (Frame f = reader.next(); f != null && t < clip.track().frames(); f = reader.next()) {
        FaceObservation face = clip.track().observations().get(t);
        found.add(face == null || t == reference ? null : seen.refined(f.image(), face.mesh()));
        t++;
      }
    }
    return moved(clip, found);
  }

  private static @Nullable Image picture(ClipAnalysis clip, int frame) {
    try (ClipReader reader = Clips.open(clip.info().path())) {
      int t = 0;
      for (Frame f = reader.next(); f != null; f = reader.next(), t++) {
        if (t == frame) {
          return f.image().copy();
        }
      }
    }
    return null;
  }

  private ClipAnalysis moved(ClipAnalysis clip, List<@Nullable FaceMesh> meshes) {
    HeadPoses heads = new HeadPoses(canonical);
    List<@Nullable FaceObservation> faces = new ArrayList<>();
    for (int t = 0; t < clip.track().frames(); t++) {
      FaceObservation face = clip.track().observations().get(t);
      FaceMesh mesh = t < meshes.size() ? meshes.get(t) : null;
      if (face != null && mesh != null) {
        face =
            new FaceObservation(
                mesh.box(), mesh, heads.fit(mesh), face.quality(), face.expression());
      }
      faces.add(face);
    }
    FaceTrack track = clip.track();
    return new ClipAnalysis(
        clip.info(),
        new FaceTrack(track.faceId(), track.timestampsSeconds(), faces),
        clip.neutral(),
        clip.actionUnits());
  }

  /** The clip's clear frame, ready to be laid over others. */
  private final class Reference {
    private final FaceRenderer.Session session;
    private final FaceObservation face;
    private final float[] neutral;
    private final Image turned = Image.black(SIDE, SIDE);
    private final PictureRegistration registration = new PictureRegistration(SIDE);
    private final float[] mask = new float[SIDE * SIDE];

    Reference(Image picture, FaceObservation first) {
      FaceCrop crop = FaceCrop.square(picture, first, SIDE, canonical);
      FaceMesh mesh = crop.face().mesh();
      face =
          new FaceObservation(
              mesh.box(), mesh, poses.fit(mesh), first.quality(), first.expression());
      neutral = HeadPoses.unposed(mesh, face.pose());
      session =
          new FaceRenderer(canonical, ActionUnitBasis.anatomical(canonical))
              .prepare(crop.image(), face);
    }

    /** A frame's mesh moved so that the reference looks like the frame; null if it cannot. */
    @Nullable FaceMesh refined(Image frame, FaceMesh mesh) {
      HeadPose pose = poses.fit(neutral, mesh);
      float[] head = MotionCodec.head(face.pose(), pose);
      if (Math.abs(head[1]) > MOST_YAW) {
        return null;
      }
      MotionFrame turn = new MotionFrame(ActionUnits.neutral(), 0, 0, head[0], head[1], 0, 0, 0);
      float[] displacement = HeadPoses.unposed(mesh, pose);
      for (int i = 0; i < displacement.length; i++) {
        displacement[i] -= neutral[i];
      }
      session.render(displacement, turn, turned);
      float[] placed = session.placed();
      double[] there = similarity(placed, mesh);
      fill(placed);
      registration.find(grey(turned), seen(frame, there), mask);
      double sure =
          (registration.after() - LEAST_CORRELATION) / (SURE_CORRELATION - LEAST_CORRELATION);
      double gain =
          (registration.after() - registration.before()) / (1 - registration.before() + 1e-6);
      double worth = (gain - LEAST_GAIN) / (SURE_GAIN - LEAST_GAIN);
      if (sure <= 0 || worth <= 0) {
        return null;
      }
      double w = Math.min(1, sure) * Math.min(1, worth);
      float[] points = mesh.pointArray();
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        move(points, i, placed[i * 2], placed[i * 2 + 1], there, w);
      }
      float[] iris = mesh.irisArray();
      for (int i = 0; i < FaceMesh.IRIS_POINTS; i++) {
        int outer = (i < 5 ? 33 : 263) * 2;
        int inner = (i < 5 ? 133 : 362) * 2;
        double x = (placed[outer] + placed[inner]) / 2;
        double y = (placed[outer + 1] + placed[inner + 1]) / 2;
        move(iris, i, x, y, there, w);
      }
      return new FaceMesh(points, iris);
    }

    private void move(float[] points, int i, double x, double y, double[] there, double share) {
      double dx = share * registration.dx(x, y);
      double dy = share * registration.dy(x, y);
      points[i * 3] += (float) (there[0] * dx - there[1] * dy);
      points[i * 3 + 1] += (float) (there[1] * dx + there[0] * dy);
    }

    /** The face and the hairline, without eyes and what lips open on. */
    private void fill(float[] placed) {
      Arrays.fill(mask, 0);
      int[] oval = MeshPoints.oval();
      double cx = 0;
      double cy = 0;
      for (int p : oval) {
        cx += placed[p * 2] / oval.length;
        cy += placed[p * 2 + 1] / oval.length;
      }
      double[] outline = new double[oval.length * 2];
      for (int i = 0; i < oval.length; i++) {
        double y = placed[oval[i] * 2 + 1];
        double beyond = y < cy ? BEYOND : 1;
        outline[i * 2] = cx + beyond * (placed[oval[i] * 2] - cx);
        outline[i * 2 + 1] = cy + beyond * (y - cy);
      }
      polygon(outline, 1);
      polygon(ring(placed, MeshPoints.innerLips()), 0);
      polygon(ring(placed, MeshPoints.lidsPictureLeft()), 0);
      polygon(ring(placed, MeshPoints.lidsPictureRight()), 0);
    }

    private static double[] ring(float[] placed, int[] points) {
      double[] ring = new double[points.length * 2];
      for (int i = 0; i < points.length; i++) {
        ring[i * 2] = placed[points[i] * 2];
        ring[i * 2 + 1] = placed[points[i] * 2 + 1];
      }
      return ring;
    }

    private void polygon(double[] xy, float value) {
      for (int y = 2; y < SIDE - 2; y++) {
        for (int x = 2; x < SIDE - 2; x++) {
          boolean in = false;
          for (int i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
            double px = x + 0.5;
            double py = y + 0.5;
            if (xy[i + 1] > py != xy[j + 1] > py
                && px < (xy[j] - xy[i]) * (py - xy[i + 1]) / (xy[j + 1] - xy[i + 1]) + xy[i]) {
              in = !in;
            }
          }
          if (in) {
            mask[y * SIDE + x] = value;
          }
        }
      }
    }

    /** The similarity from the turned reference to a frame, over points of the skull. */
    private double[] similarity(float[] placed, FaceMesh mesh) {
      double[] weights = poses.weights();
      double[] m = new double[5];
      for (int i = 0; i < weights.length; i++) {
        m[0] += weights[i] * placed[i * 2];
        m[1] += weights[i] * placed[i * 2 + 1];
        m[2] += weights[i] * mesh.x(i);
        m[3] += weights[i] * mesh.y(i);
        m[4] += weights[i];
      }
      double dot = 0;
      double cross = 0;
      double square = 0;
      for (int i = 0; i < weights.length; i++) {
        double x = placed[i * 2] - m[0] / m[4];
        double y = placed[i * 2 + 1] - m[1] / m[4];
        double u = mesh.x(i) - m[2] / m[4];
        double v = mesh.y(i) - m[3] / m[4];
        dot += weights[i] * (x * u + y * v);
        cross += weights[i] * (x * v - y * u);
        square += weights[i] * (x * x + y * y);
      }
      double a = dot / square;
      double b = cross / square;
      return new double[] {
        a, b, (m[2] - a * m[0] + b * m[1]) / m[4], (m[3] - b * m[0] - a * m[1]) / m[4]
      };
    }

    /** A frame in the reference's own place. */
    private float[] seen(Image frame, double[] there) {
      // Shrunk first, so that what is left to do is about one to one.
      double size = Math.hypot(there[0], there[1]);
      int width = Math.max(8, (int) Math.round(frame.width() / size));
      int height = Math.max(8, (int) Math.round(frame.height() / size));
      Image small = Images.resize(frame, width, height);
      double sx = (double) width / frame.width();
      double sy = (double) height / frame.height();
      float[] grey = grey(small);
      float[] out = new float[SIDE * SIDE];
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          double px = x + 0.5;
          double py = y + 0.5;
          double u = sx * (there[0] * px - there[1] * py + there[2]) - 0.5;
          double v = sy * (there[1] * px + there[0] * py + there[3]) - 0.5;
          u = Math.max(0, Math.min(width - 1.001, u));
          v = Math.max(0, Math.min(height - 1.001, v));
          int at = ((int) v) * width + (int) u;
          double fx = u - (int) u;
          double fy = v - (int) v;
          double upper = grey[at] + fx * (grey[at + 1] - grey[at]);
          double lower = grey[at + width] + fx * (grey[at + width + 1] - grey[at + width]);
          out[y * SIDE + x] = (float) (upper + fy * (lower - upper));
        }
      }
      return out;
    }
  }

  private static float[] grey(Image image) {
    float[] grey = new float[image.width() * image.height()];
    byte[] rgb = image.rgb();
    for (int i = 0; i < grey.length; i++) {
      grey[i] =
          0.299f * (rgb[i * 3] & 0xff)
              + 0.587f * (rgb[i * 3 + 1] & 0xff)
              + 0.114f * (rgb[i * 3 + 2] & 0xff);
    }
    return grey;
  }
}
