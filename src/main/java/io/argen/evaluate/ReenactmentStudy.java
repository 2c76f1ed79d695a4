package io.argen.evaluate;

import io.argen.clip.Image;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.FaceRenderer;
import io.argen.motion.MotionCodec;
import io.argen.motion.MotionLatents;
import java.util.List;
import java.util.Optional;

/**
 * Makes clips again from their own first clear frame and their own motion, and compares with what
 * they really show: what the codec loses, beside what the renderer loses with the exact mesh. The
 * inside of the mouth comes from the clip's frame with the widest mouth, as augment takes it.
 */
public final class ReenactmentStudy {
  static final String STILL = "still";
  static final String WARP = "mesh warp only";
  static final String ANATOMICAL = "anatomical";
  static final String FITTED = "fitted";
  static final String RESIDUAL = "fitted + residual";
  static final String FREE = "free mesh";

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
    ReenactmentFootage footage = ReenactmentFootage.read(observer, canonical, clip, step);
    ActionUnitBasis anatomical = ActionUnitBasis.anatomical(canonical);
    ActionUnitBasis plain = ActionUnitBasis.of(heldOut.displacements(), new float[0][]);
    Image still = footage.still();
    return List.of(
        compare(STILL, footage, (t, out) -> copy(still, out)).row(name),
        compare(WARP, footage, warp(clip, footage, heldOut)).row(name),
        compare(ANATOMICAL, footage, codec(clip, footage, anatomical)).row(name),
        compare(FITTED, footage, codec(clip, footage, plain)).row(name),
        compare(RESIDUAL, footage, codec(clip, footage, heldOut)).row(name),
        compare(FREE, footage, free(clip, footage, heldOut)).row(name));
  }

  private Maker codec(ClipAnalysis clip, ReenactmentFootage footage, ActionUnitBasis basis) {
    MotionCodec codec = new MotionCodec(canonical, basis);
    MotionLatents latents = codec.encode(clip, footage.reference());
    MotionCodec.Decoder decoder = decoder(codec, clip, latents, footage);
    return (t, out) -> decoder.render(latents, t, out);
  }

  /** The same motion with nothing drawn but the moved mesh: no mouth, lids or furrows. */
  private Maker warp(ClipAnalysis clip, ReenactmentFootage footage, ActionUnitBasis basis) {
    MotionCodec codec = new MotionCodec(canonical, basis);
    MotionLatents latents = codec.encode(clip, footage.reference());
    MotionCodec.Decoder decoder = decoder(codec, clip, latents, footage);
    return (t, out) -> decoder.warp(latents, t, out);
  }

  private static MotionCodec.Decoder decoder(
      MotionCodec codec, ClipAnalysis clip, MotionLatents latents, ReenactmentFootage footage) {
    return codec.decoder(
        footage.still(),
        codec.posed(footage.face(), codec.neutral(clip)),
        MotionCodec.Shown.of(latents, footage.reference()),
        footage.open());
  }

  /** The clip's own displacement, head and gaze: nothing is lost but by rendering. */
  private Maker free(ClipAnalysis clip, ReenactmentFootage footage, ActionUnitBasis basis) {
    MotionCodec codec = new MotionCodec(canonical, basis);
    MotionLatents latents = codec.encode(clip, footage.reference());
    float[] neutral = codec.neutral(clip);
    FaceMesh first = ReenactmentFootage.face(clip, footage.reference()).mesh();
    float[] base = codec.displacement(neutral, first);
    float[] shown = latents.units(footage.reference());
    FaceRenderer.Session session =
        new FaceRenderer(canonical, basis)
            .prepare(footage.still(), codec.posed(footage.face(), neutral), footage.open());
    return (t, out) -> {
      float[] moved = codec.displacement(neutral, ReenactmentFootage.face(clip, t).mesh());
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= base[i];
      }
      session.render(moved, MotionCodec.beyond(latents.frame(t), shown), out);
    };
  }

  private Scores compare(String method, ReenactmentFootage footage, Maker maker) {
    Scores scores = new Scores(method);
    Image out = Image.black(ReenactmentFootage.SIZE, ReenactmentFootage.SIZE);
    for (ReenactmentFootage.Target target : footage.targets()) {
      maker.make(target.frame(), out);
      scores.frames++;
      scores.ssim += PictureSimilarity.ssim(target.picture(), out, target.region());
      scores.psnr += PictureSimilarity.psnr(target.picture(), out, target.region());
      Optional<FaceObservation> again = observer.largest(out);
      if (again.isPresent()) {
        scores.found++;
        scores.landmarks += distance(target.mesh(), again.orElseThrow().mesh());
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

  private static void copy(Image from, Image to) {
    System.arraycopy(from.rgb(), 0, to.rgb(), 0, to.rgb().length);
  }
}
