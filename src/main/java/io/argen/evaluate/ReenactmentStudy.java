package io.argen.evaluate;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.MeshPoints;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.FaceCrop;
import io.argen.motion.FaceRenderer;
import io.argen.motion.MotionCodec;
import io.argen.motion.MotionLatents;
import io.argen.run.ArgenException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes clips again from their own first clear frame and their own motion, and compares with what
 * they really show: what the codec loses, beside what the renderer loses with the exact mesh.
 */
public final class ReenactmentStudy {
  static final String STILL = "still";
  static final String ANATOMICAL = "anatomical";
  static final String FITTED = "fitted";
  static final String RESIDUAL = "fitted + residual";
  static final String FREE = "free mesh";

  private static final int SIZE = 256;
  private static final double LEAST_IN_FRAME = 0.9;

  private final CanonicalFace canonical;
  private final FaceObserver observer;
  private final int step;

  /**
   * Over the nets.
   *
   * @param step every so many frames are compared, at least 1
   */
  public ReenactmentStudy(FaceNets nets, int step) {
    this.canonical = nets.canonical();
    this.observer = new FaceObserver(nets, false);
    this.step = step;
  }

  /** A frame of the clip in the reference's square. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Target(int frame, Image picture, FaceMesh mesh, boolean[] region) {}

  private static final class Scores {
    private final String method;
    private double ssim;
    private double psnr;
    private double landmarks;
    private int frames;
    private int found;

    Scores(String method) {
      this.method = method;
    }

    ReenactmentReport.Row row(String clip) {
      return new ReenactmentReport.Row(
          clip,
          method,
          frames,
          ssim / Math.max(1, frames),
          psnr / Math.max(1, frames),
          landmarks / Math.max(1, found),
          frames - found);
    }
  }

  private interface Maker {
    void make(int frame, Image out);
  }

  /**
   * One row a method.
   *
   * @param heldOut a basis fitted without this person
   */
  public List<ReenactmentReport.Row> of(String name, ClipAnalysis clip, ActionUnitBasis heldOut) {
    int reference = MotionCodec.clearFrame(clip);
    FaceObservation seen = face(clip, reference);
    List<Image> first = new ArrayList<>();
    List<Target> targets = targets(clip, reference, seen, first);
    Image photo = first.get(0);
    FaceCrop window = FaceCrop.square(photo, seen, SIZE, canonical);
    Image still = cut(photo, seen.mesh(), window);
    FaceObservation cropped = window.face();
    List<ReenactmentReport.Row> rows = new ArrayList<>();
    rows.add(compare(STILL, targets, (t, out) -> copy(still, out)).row(name));
    rows.add(
        compare(
                ANATOMICAL,
                targets,
                codec(clip, reference, still, cropped, ActionUnitBasis.anatomical(canonical)))
            .row(name));
    ActionUnitBasis plain = ActionUnitBasis.of(heldOut.displacements(), new float[0][]);
    rows.add(compare(FITTED, targets, codec(clip, reference, still, cropped, plain)).row(name));
    rows.add(compare(RESIDUAL, targets, codec(clip, reference, still, cropped, heldOut)).row(name));
    rows.add(compare(FREE, targets, free(clip, reference, still, cropped, heldOut)).row(name));
    return rows;
  }

  private Maker codec(
      ClipAnalysis clip,
      int reference,
      Image still,
      FaceObservation cropped,
      ActionUnitBasis basis) {
    MotionCodec codec = new MotionCodec(canonical, basis);
    MotionLatents latents = codec.encode(clip, reference);
    MotionCodec.Decoder decoder =
        codec.decoder(
            still,
            codec.posed(cropped, codec.neutral(clip)),
            MotionCodec.Shown.of(latents, reference),
            null);
    return (t, out) -> decoder.render(latents, t, out);
  }

  /** The clip's own displacement, head and gaze: nothing is lost but by rendering. */
  private Maker free(
      ClipAnalysis clip,
      int reference,
      Image still,
      FaceObservation cropped,
      ActionUnitBasis basis) {
    MotionCodec codec = new MotionCodec(canonical, basis);
    MotionLatents latents = codec.encode(clip, reference);
    float[] neutral = codec.neutral(clip);
    float[] base = codec.displacement(neutral, face(clip, reference).mesh());
    float[] shown = latents.units(reference);
    FaceRenderer.Session session =
        new FaceRenderer(canonical, basis).prepare(still, codec.posed(cropped, neutral));
    return (t, out) -> {
      float[] moved = codec.displacement(neutral, face(clip, t).mesh());
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= base[i];
      }
      session.render(moved, MotionCodec.beyond(latents.frame(t), shown), out);
    };
  }

  private Scores compare(String method, List<Target> targets, Maker maker) {
    Scores scores = new Scores(method);
    Image out = Image.black(SIZE, SIZE);
    for (Target target : targets) {
      maker.make(target.frame, out);
      scores.frames++;
      scores.ssim += PictureSimilarity.ssim(target.picture, out, target.region);
      scores.psnr += PictureSimilarity.psnr(target.picture, out, target.region);
      Optional<FaceObservation> again = observer.largest(out);
      if (again.isPresent()) {
        scores.found++;
        scores.landmarks += distance(target.mesh, again.orElseThrow().mesh());
      }
    }
    return scores;
  }

  private static double distance(FaceMesh a, FaceMesh b) {
    double sum = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      sum += Math.hypot(a.x(i) - b.x(i), a.y(i) - b.y(i));
    }
    return sum / FaceMesh.POINTS / a.interOcularPx();
  }

  /** Every so-many-th frame after the reference whose face lies in the square. */
  private List<Target> targets(
      ClipAnalysis clip, int reference, FaceObservation seen, List<Image> first) {
    List<Target> targets = new ArrayList<>();
    Path path = clip.info().path();
    FaceCrop window = null;
    try (ClipReader reader = Clips.open(path)) {
      int t = 0;
      for (Frame frame = reader.next(); frame != null; frame = reader.next(), t++) {
        if (t == reference) {
          first.add(frame.image().copy());
          window = FaceCrop.square(frame.image(), seen, SIZE, canonical);
        } else if (window != null && (t - reference) % step == 0 && t < clip.track().frames()) {
          FaceObservation face = clip.track().observations().get(t);
          if (face != null) {
            add(targets, t, frame.image(), face, seen.mesh(), window);
          }
        }
      }
    }
    if (first.isEmpty()) {
      throw new ArgenException(path + ": frame " + reference + " cannot be read again");
    }
    return targets;
  }

  private void add(
      List<Target> targets,
      int t,
      Image image,
      FaceObservation face,
      FaceMesh reference,
      FaceCrop window) {
    double[] square = square(reference, window);
    FaceMesh mesh = face.mesh().cropped(square[0], square[1], SIZE / square[2]);
    int in = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      boolean inside = mesh.x(i) >= 0 && mesh.x(i) < SIZE && mesh.y(i) >= 0 && mesh.y(i) < SIZE;
      in += inside ? 1 : 0;
    }
    Image picture = cut(image, reference, window);
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
  private static double[] square(FaceMesh whole, FaceCrop window) {
    FaceMesh cut = window.face().mesh();
    double scale = (cut.y(152) - cut.y(10)) / (double) (whole.y(152) - whole.y(10));
    return new double[] {
      whole.x(152) - cut.x(152) / scale, whole.y(152) - cut.y(152) / scale, SIZE / scale
    };
  }

  private static Image cut(Image image, FaceMesh reference, FaceCrop window) {
    double[] s = square(reference, window);
    return Images.crop(image, s[0], s[1], s[2], s[2], SIZE, SIZE);
  }

  private static void copy(Image from, Image to) {
    System.arraycopy(from.rgb(), 0, to.rgb(), 0, to.rgb().length);
  }

  private static FaceObservation face(ClipAnalysis clip, int frame) {
    FaceObservation face = clip.track().observations().get(frame);
    if (face == null) {
      throw new IllegalArgumentException("frame " + frame + " shows no face");
    }
    return face;
  }
}
