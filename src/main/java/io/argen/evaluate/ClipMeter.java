package io.argen.evaluate;

import io.argen.augment.ActionUnitMaps;
import io.argen.augment.Curves;
import io.argen.augment.studio.SourcePhotos;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.face.ExpressionScores;
import io.argen.face.FaceMesh;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceTrack;
import io.argen.face.FaceTracker;
import io.argen.face.Identity;
import io.argen.face.TrackOptions;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.Neutral;
import io.argen.motion.SeenLooks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures one clip. Safe for several threads. */
final class ClipMeter {
  /** Points are not smoothed: smoothing would hide the jitter. */
  private static final TrackOptions RAW = new TrackOptions(0, false, true, 15);

  private static final int IDENTITY_SAMPLES = 8;
  private static final int APEX_FRAMES = 3;
  private static final double ASKED = 1;

  private final FaceNets nets;
  private final FaceTracker tracker;
  private final ActionUnitEstimator estimator;
  private final SourcePhotos photos;

  ClipMeter(FaceNets nets) {
    this.nets = nets;
    this.tracker = new FaceTracker(nets, RAW);
    this.estimator =
        new ActionUnitEstimator(nets.canonical(), ActionUnitBasis.anatomical(nets.canonical()));
    this.photos = new SourcePhotos(nets);
  }

  private final class Seen {
    final List<@Nullable ExpressionScores> opinions = new ArrayList<>();
    final List<Identity> identities = new ArrayList<>();
    final SeenLooks looks = estimator.looks();
    private int stride = 1;

    void frame(Frame frame, List<@Nullable FaceObservation> faces) {
      looks.add(frame.image(), faces);
      FaceObservation face = faces.isEmpty() ? null : faces.get(0);
      if (face == null) {
        opinions.add(null);
        return;
      }
      opinions.add(nets.secondExpression().scores(frame.image(), face.mesh()));
      // The clip's length is not known before its end: half of the samples go when there are many.
      if (frame.index() % stride == 0) {
        identities.add(nets.identity().embed(frame.image(), face.mesh()));
        if (identities.size() > 2 * IDENTITY_SAMPLES) {
          for (int i = identities.size() - 1; i > 0; i--) {
            if (i % 2 == 1) {
              identities.remove(i);
            }
          }
          stride *= 2;
        }
      }
    }
  }

  /** What is said of a clip, and its place among others; null if it shows no face. */
  record Measured(ClipMeasures measures, @Nullable ClipTraits traits) {}

  /**
   * Measures.
   *
   * @throws io.argen.run.InputException if the clip cannot be read
   */
  Measured measure(Evaluated clip) {
    Seen seen = new Seen();
    List<FaceTrack> tracks;
    try (ClipReader reader = Clips.open(clip.path())) {
      tracks = tracker.track(reader, seen::frame);
    }
    int frames = seen.opinions.size();
    if (tracks.isEmpty()) {
      return new Measured(
          new ClipMeasures(
              clip.name(),
              clip.label(),
              emotion(clip),
              frames,
              0,
              null,
              null,
              null,
              null,
              null,
              null,
              null),
          null);
    }
    FaceTrack track = tracks.get(0);
    List<@Nullable ActionUnits> units = units(track, seen.looks, !clip.asked().isEmpty());
    List<Double> cosines = cosines(clip, seen.identities);
    Map<Emotion, Double> opinion = opinion(seen.opinions, units);
    // Real and synthetic clips are placed by the same measurement: neither is known to start at
    // rest.
    ClipTraits traits =
        ClipTraits.of(clip, units(track, seen.looks, false), opinion, seen.identities);
    return new Measured(measures(clip, seen, track, units, cosines, opinion), traits);
  }

  private static ClipMeasures measures(
      Evaluated clip,
      Seen seen,
      FaceTrack track,
      List<@Nullable ActionUnits> units,
      List<Double> cosines,
      Map<Emotion, Double> opinion) {
    int frames = seen.opinions.size();
    return new ClipMeasures(
        clip.name(),
        clip.label(),
        emotion(clip),
        frames,
        (double) track.present() / Math.max(1, frames),
        cosines.isEmpty() ? null : mean(cosines),
        cosines.stream().min(Double::compare).orElse(null),
        agreement(clip, units, Curves::correlation),
        agreement(clip, units, Curves::concordance),
        top(opinion),
        clip.emotion().map(opinion::get).orElse(null),
        jitter(track));
  }

  private static @Nullable String emotion(Evaluated clip) {
    return clip.emotion().map(Emotion::label).orElse(null);
  }

  /** Against the first frame where the clip is known to start at rest, else the clip's neutral. */
  private List<@Nullable ActionUnits> units(
      FaceTrack track, SeenLooks looks, boolean startsAtRest) {
    FaceObservation first = track.observations().get(0);
    Neutral neutral =
        startsAtRest && first != null
            ? estimator.neutralAt(track, 0, looks)
            : estimator.neutralOf(track, looks);
    return estimator.ofTrack(track, neutral, looks);
  }

  private List<Double> cosines(Evaluated clip, List<Identity> identities) {
    if (identities.isEmpty()) {
      return List.of();
    }
    Identity reference =
        clip.source()
            .map(source -> photos.photo(source.clip(), source.frame()).identity())
            .orElse(identities.get(0));
    int from = clip.source().isPresent() || identities.size() == 1 ? 0 : 1;
    return identities.subList(from, identities.size()).stream().map(reference::cosine).toList();
  }

  private interface Measure {
    double of(double[] asked, double[] measured);
  }

  private static @Nullable Double agreement(
      Evaluated clip, List<@Nullable ActionUnits> units, Measure measure) {
    List<Double> values = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      List<Double> curve = clip.asked().get(unit.column());
      if (curve != null && unit != ActionUnit.AU45 && curve.size() == units.size()) {
        double[] asked = curve.stream().mapToDouble(Double::doubleValue).toArray();
        if (Curves.max(asked) >= ASKED) {
          values.add(measure.of(asked, ActionUnitMaps.curve(units, unit)));
        }
      }
    }
    return values.isEmpty() ? null : mean(values);
  }

  /** The second net's mean probabilities over the frames in which the face moves most. */
  private static Map<Emotion, Double> opinion(
      List<@Nullable ExpressionScores> opinions, List<@Nullable ActionUnits> units) {
    List<Integer> order = new ArrayList<>();
    for (int t = 0; t < Math.min(opinions.size(), units.size()); t++) {
      if (opinions.get(t) != null && units.get(t) != null) {
        order.add(t);
      }
    }
    order.sort((a, b) -> Double.compare(strength(units.get(b)), strength(units.get(a))));
    int n = Math.min(APEX_FRAMES, order.size());
    Map<Emotion, Double> mean = new EnumMap<>(Emotion.class);
    for (int t : order.subList(0, n)) {
      ExpressionScores scores = opinions.get(t);
      if (scores != null) {
        scores.asMap().forEach((emotion, p) -> mean.merge(emotion, p / n, Double::sum));
      }
    }
    return mean;
  }

  private static double strength(@Nullable ActionUnits units) {
    double sum = 0;
    for (ActionUnit unit : ActionUnit.values()) {
      sum += units == null || unit == ActionUnit.AU45 ? 0 : units.get(unit);
    }
    return sum;
  }

  private static @Nullable String top(Map<Emotion, Double> opinion) {
    return opinion.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> entry.getKey().label())
        .orElse(null);
  }

  /** Mean over frames and points of the second difference's length over the inter-ocular. */
  static @Nullable Double jitter(FaceTrack track) {
    double sum = 0;
    int n = 0;
    List<@Nullable FaceObservation> faces = track.observations();
    for (int t = 1; t + 1 < faces.size(); t++) {
      FaceObservation before = faces.get(t - 1);
      FaceObservation now = faces.get(t);
      FaceObservation after = faces.get(t + 1);
      if (before != null && now != null && after != null) {
        double length = 0;
        for (int i = 0; i < FaceMesh.POINTS; i++) {
          length +=
              Math.hypot(
                  before.mesh().x(i) - 2 * now.mesh().x(i) + after.mesh().x(i),
                  before.mesh().y(i) - 2 * now.mesh().y(i) + after.mesh().y(i));
        }
        sum += length / FaceMesh.POINTS / now.mesh().interOcularPx();
        n++;
      }
    }
    return n == 0 ? null : sum / n;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
