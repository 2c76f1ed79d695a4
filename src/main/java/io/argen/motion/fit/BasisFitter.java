package io.argen.motion.fit;

import io.argen.face.CanonicalFace;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.MeshMotion;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Fits a basis to real motion: displacement = sum of non-negative intensities times shapes, plus
 * residual. Intensities given shapes, shapes given intensities, in turn; each round lowers the
 * penalised error. Every person counts the same, however long the clips.
 */
public final class BasisFitter {
  private final CanonicalFace canonical;
  private final FitOptions options;
  private final ShapePrior prior;
  private final int[] mirror;

  public BasisFitter(CanonicalFace canonical, FitOptions options) {
    this.canonical = canonical;
    this.options = options;
    this.prior = new ShapePrior(canonical);
    this.mirror = canonical.mirror();
  }

  /** The people of some tracks, in order of appearance. */
  public static List<String> people(List<MotionTrack> tracks) {
    return tracks.stream().map(MotionTrack::person).distinct().toList();
  }

  /**
   * The basis of some tracks.
   *
   * @param tracks of at least one person
   */
  public ActionUnitBasis fit(List<MotionTrack> tracks) {
    if (tracks.isEmpty()) {
      throw new IllegalArgumentException("a basis needs at least one track");
    }
    List<MotionTrack> drawn = tracks.stream().map(this::drawn).toList();
    Map<String, Integer> frames = new LinkedHashMap<>();
    drawn.forEach(t -> frames.merge(t.person(), t.displacements().size(), Integer::sum));
    ActionUnitBasis basis = ActionUnitBasis.anatomical(canonical);
    for (int round = 0; round < options.rounds(); round++) {
      ShapeUpdate update = new ShapeUpdate(prior, mirror, frames.size());
      for (MotionTrack track : drawn) {
        MeshMotion motion = new MeshMotion(basis, track.neutral());
        double weight = 1.0 / frames.getOrDefault(track.person(), 1);
        for (float[] seen : track.displacements()) {
          float[] units = motion.read(seen).units();
          update.add(units, linearShare(basis, motion, seen, units), weight);
        }
      }
      basis = ActionUnitBasis.of(update.solve(), new float[0][]);
    }
    if (options.residuals() == 0) {
      return basis;
    }
    ResidualComponents components = new ResidualComponents(mirror);
    for (MotionTrack track : drawn) {
      MeshMotion motion = new MeshMotion(basis, track.neutral());
      double weight = 1.0 / frames.getOrDefault(track.person(), 1) / frames.size();
      for (float[] seen : track.displacements()) {
        components.add(left(motion, seen), weight);
      }
    }
    return ActionUnitBasis.of(
        basis.displacements(), components.strongest(options.residuals(), options.seed()));
  }

  /** What the linear shapes have to explain: the lids' own closing is taken off. */
  private static float[] linearShare(
      ActionUnitBasis basis, MeshMotion motion, float[] seen, float[] units) {
    float[] all = motion.displacement(units, new float[0]);
    float[] out = new float[seen.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = seen[i] - all[i];
    }
    basis.addLinear(units, out);
    return out;
  }

  private static float[] left(MeshMotion motion, float[] seen) {
    float[] explained = motion.displacement(motion.read(seen).units(), new float[0]);
    for (int i = 0; i < explained.length; i++) {
      explained[i] = seen[i] - explained[i];
    }
    return explained;
  }

  /** At most so many frames of a track, in order. */
  private MotionTrack drawn(MotionTrack track) {
    int n = track.displacements().size();
    if (n <= options.framesPerPerson()) {
      return track;
    }
    RandomGenerator random = Seeds.generator(Seeds.derive(options.seed(), "frames", track.clip()));
    List<Integer> all = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    for (int i = 0; i < options.framesPerPerson(); i++) {
      java.util.Collections.swap(all, i, i + random.nextInt(n - i));
    }
    List<float[]> kept =
        all.subList(0, options.framesPerPerson()).stream()
            .sorted()
            .map(track.displacements()::get)
            .toList();
    return new MotionTrack(track.person(), track.clip(), track.neutral(), kept);
  }

  /** Cosine between a channel's fitted and anatomical shape; 1 for a shape that is zero in both. */
  public double likeness(ActionUnitBasis basis, int channel) {
    float[] fitted = basis.displacements()[channel];
    float[] own = prior.shapes[channel];
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < own.length; i++) {
      ab += (double) fitted[i] * own[i];
      aa += (double) fitted[i] * fitted[i];
      bb += (double) own[i] * own[i];
    }
    return bb == 0 || aa == 0 ? 1 : ab / Math.sqrt(aa * bb);
  }
}
