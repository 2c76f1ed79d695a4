package io.argen.augment.studio;

import io.argen.augment.ClipLook;
import io.argen.augment.ClipSurvey;
import io.argen.augment.FaceStudio;
import io.argen.augment.Findings;
import io.argen.augment.PlanItem;
import io.argen.clip.ClipMark;
import io.argen.dataset.Sample;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.MeshSettler;
import io.argen.motion.MotionCodec;
import io.argen.motion.MotionLatents;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Moves a person as another person moved in a real clip of the same class: what one can do without
 * a model of expressions. Everything else is as in {@link AnimationStudio}, so that nothing but the
 * origin of the motion differs.
 */
public final class ReenactmentStudio implements FaceStudio {
  /** How far a photo's head can leave its place before the neck looks drawn out. */
  private static final double MOST_SHIFT_CM = 2;

  private static final double MOST_SCALE = Math.log(1.1);

  private final AnimationStudio base;
  private final List<Sample> drivers;
  private final Map<Path, Driver> known;

  /** A clip's motion; none if it shows no face. */
  private record Driver(@Nullable MotionLatents motion) {}

  private ReenactmentStudio(AnimationStudio base, List<Sample> drivers, Map<Path, Driver> known) {
    this.base = base;
    this.drivers =
        drivers.stream().filter(sample -> sample.consent() && !sample.synthetic()).toList();
    this.known = known;
  }

  /**
   * A studio.
   *
   * @param base looks at clips and writes them
   * @param drivers whose motion may be used; only of people who agreed
   */
  public ReenactmentStudio(AnimationStudio base, List<Sample> drivers) {
    this(base, drivers, new ConcurrentHashMap<>());
  }

  /** The same with other drivers; what was read of clips is shared. */
  public ReenactmentStudio with(List<Sample> others) {
    return new ReenactmentStudio(base, others, known);
  }

  @Override
  public String generator() {
    return "reenactment/1";
  }

  @Override
  public SortedMap<String, String> modelHashes() {
    return base.modelHashes();
  }

  @Override
  public void verify(Path clip) {
    base.verify(clip);
  }

  @Override
  public ClipSurvey survey(Path clip) {
    return base.survey(clip);
  }

  @Override
  public ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random) {
    return base.apex(emotion, intensity, random);
  }

  @Override
  public Optional<byte[]> portrait(Path clip, int frame) {
    return base.portrait(clip, frame);
  }

  @Override
  public Findings inspect(Path clip, ClipOrder order) {
    return base.inspect(clip, order);
  }

  @Override
  public List<ActionUnits> generate(ClipOrder order, Path target) {
    PlanItem item = order.item();
    ClipLook look = item.look();
    MotionLatents motion =
        stretched(driver(order), look.numFrames()).nearby(MOST_SHIFT_CM, MOST_SCALE);
    MotionLatents own = read(order.source()).motion();
    MotionCodec.Shown shown =
        own == null || item.frame() >= own.frames()
            ? MotionCodec.Shown.nothing()
            : MotionCodec.Shown.of(own, item.frame());
    Framing framing = base.framing(order);
    MotionCodec codec = codec();
    MotionCodec.Decoder decoder =
        codec.decoder(
            framing.image(),
            codec.posed(framing.face(), null),
            shown,
            base.openMouth(order.source(), item));
    base.write(
        order,
        target,
        ClipMark.Method.HAND_MADE,
        motion.frames(),
        (t, frame) -> decoder.render(motion, t, frame));
    List<ActionUnits> asked = new ArrayList<>();
    for (int t = 0; t < motion.frames(); t++) {
      asked.add(MotionCodec.beyond(motion.frame(t), shown.units()).actionUnits());
    }
    return asked;
  }

  private MotionCodec codec() {
    return new MotionCodec(base.nets().canonical(), ActionUnitBasis.fitted());
  }

  /** By lot one of the class's clips of other people; of other clips where nobody is named. */
  private MotionLatents driver(ClipOrder order) {
    PlanItem item = order.item();
    List<Sample> left =
        new ArrayList<>(
            drivers.stream()
                .filter(
                    s ->
                        s.label().equals(item.label())
                            && !s.path().equals(order.source())
                            && (s.subject().isEmpty() || !s.subject().get().equals(item.subject())))
                .toList());
    RandomGenerator random = Seeds.generator(Seeds.derive(order.seed(), "driver"));
    while (!left.isEmpty()) {
      MotionLatents motion = read(left.remove(random.nextInt(left.size())).path()).motion();
      if (motion != null) {
        return motion;
      }
    }
    throw new InputException(
        order.source(), "nobody else shows " + item.label() + " in train", "give more clips of it");
  }

  private Driver read(Path clip) {
    Driver driver = known.get(clip);
    if (driver == null) {
      List<ClipAnalysis> faces = base.analyzer().analyze(clip);
      driver = new Driver(faces.isEmpty() ? null : codec().encode(settled(faces.get(0))));
      known.put(clip, driver);
    }
    return driver;
  }

  private ClipAnalysis settled(ClipAnalysis clip) {
    return new MeshSettler(base.nets().canonical()).settle(clip);
  }

  /** The same course in another number of frames. */
  private static MotionLatents stretched(MotionLatents motion, int frames) {
    float[][] rows = new float[frames][];
    int last = motion.frames() - 1;
    for (int t = 0; t < frames; t++) {
      double at = frames == 1 ? 0 : (double) t * last / (frames - 1);
      int i = Math.min((int) at, Math.max(0, last - 1));
      float[] row = motion.row(i);
      float[] next = motion.row(Math.min(i + 1, last));
      for (int k = 0; k < row.length; k++) {
        row[k] += (float) (at - i) * (next[k] - row[k]);
      }
      rows[t] = row;
    }
    return new MotionLatents(rows, 0, motion.frameRateHz());
  }
}
