package io.argen.evaluate;

import io.argen.augment.Workers;
import io.argen.clip.Image;
import io.argen.evaluate.ConsistencyReport.Trial;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.FaceCrop;
import io.argen.motion.FaceRenderer;
import io.argen.motion.MotionFrame;
import io.argen.motion.Neutral;
import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Asks Action Units of the renderer and measures them again in its pictures, against the photo's
 * own face: random mixtures for the agreement of each unit, each unit alone for its cross-talk.
 *
 * <p>It shows that renderer and estimator speak of the same thing, not that people would code it
 * so: both stand on one basis. For that see the frames coded by eye.
 */
public final class SelfConsistency {
  private static final String STAGE = "rendering and measuring";

  /** Where a unit alone is asked: clear and full. */
  private static final float[] ALONE = {2.5f, 5};

  private final FaceNets nets;
  private final FaceObserver observer;
  private final FaceRenderer renderer;
  private final ActionUnitEstimator estimator;

  public SelfConsistency(FaceNets nets, FaceRenderer renderer, ActionUnitEstimator estimator) {
    this.nets = nets;
    this.observer = new FaceObserver(nets, false);
    this.renderer = renderer;
    this.estimator = estimator;
  }

  /**
   * A face at rest.
   *
   * @param name for messages and tables
   */
  public record Portrait(String name, Image photo) {}

  /**
   * How much is asked.
   *
   * @param mixtures pictures of several units for each person; at least 1
   * @param sizePx side of the square cut around the face; at least 64
   * @param jobs people at a time; at least 1
   */
  public record Options(int mixtures, int sizePx, int jobs, long seed) {
    /** Sixty mixtures a person at 256 px, one person at a time. */
    public static final Options DEFAULT = new Options(60, 256, 1, 3);

    public Options {
      if (mixtures < 1 || sizePx < 64 || jobs < 1) {
        throw new IllegalArgumentException(
            "needs mixtures >= 1, sizePx >= 64 and jobs >= 1, got "
                + mixtures
                + ", "
                + sizePx
                + " and "
                + jobs);
      }
    }
  }

  /**
   * Measures; the same portraits and options give the same report.
   *
   * @throws InputException if a portrait shows no face
   */
  public ConsistencyReport measure(List<Portrait> people, Options options, Progress progress) {
    int each = options.mixtures() + ActionUnit.values().length * ALONE.length;
    AtomicInteger lost = new AtomicInteger();
    progress.begin(STAGE, (long) people.size() * each);
    List<List<Trial>> trials;
    try (Workers workers = new Workers(options.jobs())) {
      trials = workers.map(people, person -> trials(person, options, lost, progress));
    }
    progress.end(STAGE);
    return ConsistencyReport.of(
        people.stream().map(Portrait::name).toList(),
        trials.stream().flatMap(List::stream).toList(),
        lost.get());
  }

  private List<Trial> trials(
      Portrait person, Options options, AtomicInteger lost, Progress progress) {
    FaceCrop crop =
        FaceCrop.square(
            person.photo(), face(person, person.photo()), options.sizePx(), nets.canonical());
    // The neutral is seen as the renderings are: in the cut, by the same passes of the nets.
    Neutral neutral = estimator.neutralOf(crop.image(), face(person, crop.image()).mesh());
    FaceRenderer.Session session = renderer.prepare(crop.image(), crop.face());
    Image out = Image.black(options.sizePx(), options.sizePx());
    List<Trial> trials = new ArrayList<>();
    for (UnitDraws.Ask ask : asks(person, options)) {
      session.render(MotionFrame.of(ask.units()), out);
      Optional<FaceObservation> seen = observer.largest(out);
      if (seen.isEmpty()) {
        lost.incrementAndGet();
      }
      trials.add(
          new Trial(
              ask,
              seen.map(face -> estimator.of(out, face.mesh(), neutral))
                  .orElse(ActionUnits.neutral())));
      progress.step(STAGE);
    }
    return trials;
  }

  private static List<UnitDraws.Ask> asks(Portrait person, Options options) {
    List<UnitDraws.Ask> asks = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      for (float intensity : ALONE) {
        asks.add(UnitDraws.alone(unit, intensity));
      }
    }
    RandomGenerator random =
        Seeds.generator(Seeds.derive(options.seed(), "self-consistency", person.name()));
    for (int i = 0; i < options.mixtures(); i++) {
      asks.add(UnitDraws.mixed(random));
    }
    return asks;
  }

  private FaceObservation face(Portrait person, Image image) {
    return observer
        .largest(image)
        .orElseThrow(
            () ->
                new InputException(
                    person.name()
                        + ": shows no face; give photos of one face seen from the front"));
  }
}
