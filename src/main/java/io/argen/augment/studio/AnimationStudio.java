package io.argen.augment.studio;

import io.argen.affect.PrototypeTable;
import io.argen.augment.ClipLook;
import io.argen.augment.ClipSurvey;
import io.argen.augment.FaceStudio;
import io.argen.augment.Findings;
import io.argen.augment.PlanItem;
import io.argen.clip.ClipInfo;
import io.argen.clip.ClipMark;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Stills;
import io.argen.face.ClipGlance;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceTrack;
import io.argen.face.FaceTracker;
import io.argen.face.Identity;
import io.argen.face.ModelStore;
import io.argen.face.TrackOptions;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.ClipAnalyzer;
import io.argen.motion.EmotionPrototypes;
import io.argen.motion.FaceCrop;
import io.argen.motion.FaceRenderer;
import io.argen.motion.MeasuredClip;
import io.argen.motion.MotionFrame;
import io.argen.motion.MotionRequest;
import io.argen.motion.MotionSource;
import io.argen.motion.Neutral;
import io.argen.motion.SeenLooks;
import io.argen.motion.mouth.OpenMouth;
import io.argen.run.ContentCache;
import io.argen.run.InputException;
import io.argen.run.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Animates source frames by Action Units from a {@link MotionSource}, and measures what came out on
 * the finished file. The nets are loaded when first needed.
 */
public final class AnimationStudio implements FaceStudio {
  /** Where in a clip the face is compared with its source. */
  private static final double[] IDENTITY_TIMES = {0.35, 0.5, 0.7, 1};

  private static final int APEX_FRAMES = 3;
  private static final int PORTRAIT_PX = 384;
  private static final int PORTRAIT_QUALITY = 85;

  private final Supplier<FaceNets> loader;
  private final MotionSource motion;
  private final PrototypeTable prototypes;
  private final ContentCache cache;
  private @Nullable Tools tools;

  private record Tools(
      FaceNets nets,
      ActionUnitEstimator estimator,
      FaceRenderer renderer,
      ClipAnalyzer analyzer,
      SourcePhotos photos,
      FaceTracker tracker) {}

  /** A studio that remembers nothing of clips. */
  public AnimationStudio(Supplier<FaceNets> nets, MotionSource motion) {
    this(nets, motion, ContentCache.none());
  }

  /**
   * A studio.
   *
   * @param nets loads the nets; called once at most; whoever made them closes them
   * @param motion moves the faces
   * @param cache of what is measured of clips
   */
  public AnimationStudio(Supplier<FaceNets> nets, MotionSource motion, ContentCache cache) {
    this(nets, motion, PrototypeTable.ARGEN, cache);
  }

  /** The same with another table of emotions and their Action Units. */
  public AnimationStudio(
      Supplier<FaceNets> nets, MotionSource motion, PrototypeTable prototypes, ContentCache cache) {
    this.loader = nets;
    this.motion = motion;
    this.prototypes = prototypes;
    this.cache = cache;
  }

  private synchronized Tools tools() {
    if (tools == null) {
      FaceNets nets = loader.get();
      ActionUnitBasis basis = ActionUnitBasis.anatomical(nets.canonical());
      ActionUnitEstimator estimator = new ActionUnitEstimator(nets.canonical(), basis);
      tools =
          new Tools(
              nets,
              estimator,
              new FaceRenderer(nets.canonical(), basis),
              new ClipAnalyzer(() -> nets, estimator, TrackOptions.DEFAULT, cache),
              new SourcePhotos(nets),
              new FaceTracker(nets, TrackOptions.DEFAULT));
    }
    return tools;
  }

  @Override
  public String generator() {
    return motion.name();
  }

  @Override
  public SortedMap<String, String> settings() {
    return prototypes.published()
        ? new TreeMap<>(Map.of("prototypes", prototypes.key()))
        : new TreeMap<>();
  }

  @Override
  public SortedMap<String, String> modelHashes() {
    return new TreeMap<>(ModelStore.hashes());
  }

  @Override
  public void verify(Path clip) {
    if (cache.get(ClipGlance.KIND, clip).isPresent()) {
      return; // It was read to its end.
    }
    try (ClipReader reader = Clips.open(clip)) {
      if (reader.next() == null) {
        throw new InputException(clip, "holds no frame", "replace it or remove it");
      }
    }
  }

  @Override
  public ClipSurvey survey(Path clip) {
    return new ClipSurveyor(tools().analyzer()).survey(clip);
  }

  @Override
  public ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random) {
    return EmotionPrototypes.apex(prototypes, emotion, intensity, random);
  }

  @Override
  public List<ActionUnits> generate(ClipOrder order, Path target) {
    PlanItem item = order.item();
    ClipLook look = item.look();
    Framing framing = framing(order);
    List<MotionFrame> moves =
        motion
            .motion(
                new MotionRequest(
                    item.moved(), look.numFrames(), look.motionRateHz(), look.phase()),
                order.seed())
            .frames();
    FaceRenderer.Session session =
        tools()
            .renderer()
            .prepare(framing.image(), framing.face(), openMouth(order.source(), item));
    write(
        order,
        target,
        motion.method(),
        moves.size(),
        (t, frame) -> session.render(moves.get(t), frame));
    return moves.stream().map(MotionFrame::actionUnits).toList();
  }

  @Override
  public Optional<byte[]> portrait(Path clip, int frame) {
    SourcePhotos.Photo photo = tools().photos().photo(clip, frame);
    return Optional.of(
        Stills.jpeg(
            FaceCrop.square(photo.image(), photo.face(), PORTRAIT_PX, tools().nets().canonical())
                .image(),
            PORTRAIT_QUALITY));
  }

  /** The source frame as the look wants it. */
  Framing framing(ClipOrder order) {
    SourcePhotos.Photo photo = tools().photos().photo(order.source(), order.item().frame());
    return Framing.of(photo.image(), photo.face(), order.item().look(), tools().nets().canonical());
  }

  FaceNets nets() {
    return tools().nets();
  }

  ClipAnalyzer analyzer() {
    return tools().analyzer();
  }

  /** Writes a clip whole at {@code target}, or nothing. */
  void write(
      ClipOrder order,
      Path target,
      ClipMark.Method method,
      int frames,
      AlikeWriter.Drawing drawing) {
    ClipMark mark =
        new ClipMark(Provenance.generatorName(), order.seed(), order.item().prompt(), method);
    new AlikeWriter(target, order.item().look(), frames, drawing).write(mark);
  }

  @Nullable OpenMouth openMouth(Path source, PlanItem item) {
    if (item.openMouth() < 0) {
      return null;
    }
    SourcePhotos.Photo photo = tools().photos().photo(source, item.openMouth());
    return new OpenMouth(photo.image(), photo.face());
  }

  @Override
  public Findings inspect(Path clip, ClipOrder order) {
    int frames = order.item().look().numFrames();
    Set<Integer> compared = new TreeSet<>();
    for (double time : IDENTITY_TIMES) {
      compared.add((int) Math.round(time * (frames - 1)));
    }
    Identity source = tools().photos().photo(order.source(), order.item().frame()).identity();
    List<Double> cosines = new ArrayList<>();
    int[] seen = {0};
    SeenLooks looks = tools().estimator().looks();
    List<FaceTrack> tracks;
    ClipInfo info;
    try (ClipReader reader = Clips.open(clip)) {
      info = reader.info();
      tracks =
          tools()
              .tracker()
              .track(
                  reader,
                  (frame, faces) -> {
                    seen[0]++;
                    looks.add(frame.image(), faces);
                    FaceObservation face = faces.isEmpty() ? null : faces.get(0);
                    if (face != null && compared.contains(frame.index())) {
                      cosines.add(
                          tools()
                              .nets()
                              .identity()
                              .embed(frame.image(), face.mesh())
                              .cosine(source));
                    }
                  });
    }
    keep(clip, info, seen[0], tracks, looks);
    double identity = cosines.stream().mapToDouble(Double::doubleValue).average().orElse(-1);
    if (tracks.isEmpty() || tracks.get(0).observations().get(0) == null) {
      return new Findings(
          Collections.nCopies(seen[0], null), identity, Identity.SAME_PERSON, Map.of(), Map.of());
    }
    FaceTrack track = tracks.get(0);
    FaceObservation first = track.observations().get(0);
    List<@Nullable ActionUnits> units =
        tools().estimator().ofTrack(track, tools().estimator().neutralAt(track, 0, looks), looks);
    return new Findings(
        units,
        identity,
        Identity.SAME_PERSON,
        first.expression() == null ? Map.of() : first.expression().asMap(),
        expressionAtApex(track, units));
  }

  /** For whoever measures the clip next, as one of which nothing is known. */
  private void keep(Path clip, ClipInfo info, int frames, List<FaceTrack> tracks, SeenLooks looks) {
    if (!cache.keeps()) {
      return;
    }
    List<ClipAnalysis> faces = new ArrayList<>();
    for (FaceTrack track : tracks) {
      Neutral neutral = tools().estimator().neutralOf(track, looks);
      faces.add(
          new ClipAnalysis(
              info, track, neutral, tools().estimator().ofTrack(track, neutral, looks)));
    }
    tools().analyzer().keep(clip, new MeasuredClip(info, frames, faces));
  }

  /** Mean probabilities over the frames in which the face moves most. */
  private static Map<Emotion, Double> expressionAtApex(
      FaceTrack track, List<@Nullable ActionUnits> units) {
    List<Integer> order = new ArrayList<>();
    for (int t = 0; t < units.size(); t++) {
      if (units.get(t) != null) {
        order.add(t);
      }
    }
    order.sort((a, b) -> Double.compare(strength(units.get(b)), strength(units.get(a))));
    Map<Emotion, Double> mean = new EnumMap<>(Emotion.class);
    int n = Math.min(APEX_FRAMES, order.size());
    for (int t : order.subList(0, n)) {
      FaceObservation face = track.observations().get(t);
      if (face != null && face.expression() != null) {
        face.expression().asMap().forEach((e, p) -> mean.merge(e, p / n, Double::sum));
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
}
