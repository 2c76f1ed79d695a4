package io.argen.evaluate;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.MeshPoints;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.FaceCrop;
import io.argen.motion.MotionCodec;
import io.argen.motion.mouth.OpenMouth;
import io.argen.run.ArgenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pictures of one clip that a reenactment needs, in the square around the reference's face. */
final class ReenactmentFootage {
  static final int SIZE = 256;

  private static final double LEAST_IN_FRAME = 0.9;

  private final FaceObserver observer;
  private final ClipAnalysis clip;
  private final int reference;
  private final FaceMesh whole;
  private final List<Target> targets = new ArrayList<>();
  private @Nullable FaceCrop window;
  private @Nullable Image still;
  private @Nullable OpenMouth open;

  /**
   * A frame to compare with.
   *
   * @param picture what it really shows
   * @param mesh found in the picture, smoothed by nothing
   * @param region the face's outline, filled
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Target(int frame, Image picture, FaceMesh mesh, boolean[] region) {}

  private ReenactmentFootage(FaceObserver observer, ClipAnalysis clip) {
    this.observer = observer;
    this.clip = clip;
    this.reference = MotionCodec.clearFrame(clip);
    this.whole = face(clip, reference).mesh();
  }

  /**
   * Reads a clip: its reference, and every so-many-th frame after it whose face lies in the square.
   */
  static ReenactmentFootage read(
      FaceObserver observer, CanonicalFace canonical, ClipAnalysis clip, int step) {
    ReenactmentFootage footage = new ReenactmentFootage(observer, clip);
    int widest = widest(clip);
    try (ClipReader reader = Clips.open(clip.info().path())) {
      int t = 0;
      for (Frame frame = reader.next(); frame != null; frame = reader.next(), t++) {
        footage.see(canonical, t, frame.image(), t == widest, step);
      }
    }
    return footage;
  }

  /** The frame whose lips are farthest apart, as augment chooses it; -1 if none are enough. */
  private static int widest(ClipAnalysis clip) {
    int widest = -1;
    double most = OpenMouth.LEAST_GAP_CM;
    for (int t = 0; t < clip.track().frames(); t++) {
      FaceObservation face = clip.track().observations().get(t);
      if (face != null && OpenMouth.gap(face) > most) {
        most = OpenMouth.gap(face);
        widest = t;
      }
    }
    return widest;
  }

  private void see(CanonicalFace canonical, int t, Image image, boolean widest, int step) {
    if (t >= clip.track().frames()) {
      return;
    }
    if (widest) {
      open = new OpenMouth(image.copy(), face(clip, t));
    }
    FaceObservation face = clip.track().observations().get(t);
    if (t == reference) {
      FaceCrop square = FaceCrop.square(image, face(clip, t), SIZE, canonical);
      window = square;
      still = cut(image, square);
    } else if (window != null && (t - reference) % step == 0 && face != null) {
      add(t, image, face, window);
    }
  }

  int reference() {
    return reference;
  }

  List<Target> targets() {
    return targets;
  }

  /** A frame with the person's open mouth, if there is one. */
  @Nullable OpenMouth open() {
    return open;
  }

  /** The reference's picture. */
  Image still() {
    if (still == null) {
      throw new ArgenException(clip.info().path() + ": its reference cannot be read again");
    }
    return still;
  }

  /** The reference's face in {@link #still}. */
  FaceObservation face() {
    if (window == null) {
      throw new ArgenException(clip.info().path() + ": its reference cannot be read again");
    }
    return window.face();
  }

  private void add(int t, Image image, FaceObservation face, FaceCrop crop) {
    double[] square = square(crop);
    FaceMesh mesh = face.mesh().cropped(square[0], square[1], SIZE / square[2]);
    int in = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      boolean inside = mesh.x(i) >= 0 && mesh.x(i) < SIZE && mesh.y(i) >= 0 && mesh.y(i) < SIZE;
      in += inside ? 1 : 0;
    }
    Image picture = cut(image, crop);
    Optional<FaceObservation> fresh = observer.largest(picture);
    if (in >= LEAST_IN_FRAME * FaceMesh.POINTS && fresh.isPresent()) {
      FaceMesh truth = fresh.orElseThrow().mesh();
      targets.add(new Target(t, picture, truth, region(truth)));
    }
  }

  private static boolean[] region(FaceMesh mesh) {
    int[] oval = MeshPoints.oval();
    double[] outline = new double[oval.length * 2];
    for (int i = 0; i < oval.length; i++) {
      outline[i * 2] = mesh.x(oval[i]);
      outline[i * 2 + 1] = mesh.y(oval[i]);
    }
    return PictureSimilarity.inside(SIZE, SIZE, outline);
  }

  /** Left, top and side of the square that a mesh was cut by. */
  private double[] square(FaceCrop crop) {
    FaceMesh cut = crop.face().mesh();
    double scale = (cut.y(152) - cut.y(10)) / (double) (whole.y(152) - whole.y(10));
    return new double[] {
      whole.x(152) - cut.x(152) / scale, whole.y(152) - cut.y(152) / scale, SIZE / scale
    };
  }

  private Image cut(Image image, FaceCrop crop) {
    double[] s = square(crop);
    return Images.crop(image, s[0], s[1], s[2], s[2], SIZE, SIZE);
  }

  /** A frame's face, which must be there. */
  static FaceObservation face(ClipAnalysis clip, int frame) {
    FaceObservation face = clip.track().observations().get(frame);
    if (face == null) {
      throw new IllegalArgumentException("frame " + frame + " shows no face");
    }
    return face;
  }
}
