package io.argen.evaluate;

import io.argen.augment.Workers;
import io.argen.clip.Image;
import io.argen.evaluate.SelfConsistency.Portrait;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.FaceCrop;
import io.argen.motion.FaceRenderer;
import io.argen.motion.MotionFrame;
import io.argen.motion.Neutral;
import io.argen.motion.fit.SeenFitter.Sample;
import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Pictures whose units are known, to learn how units are seen: units alone on both sides and on
 * one, mixtures like {@link SelfConsistency}'s under other seeds, some one-sided, some with the
 * head and the eyes turned, and turned heads at rest. Every second one is seen once more with skin
 * that folds more or less, in another light and compressed.
 */
public final class SeenCalibration {
  private static final String STAGE = "rendering units";
  private static final int SIZE_PX = 256;
  private static final float[] ALONE = {2.5f, 5};
  private static final float ONE_SIDED = 4;
  private static final int MIXTURES = 240;
  private static final int TURNED_AT_REST = 10;

  /** Skin folds from not at all to a little more than it is drawn. */
  private static final double MOST_FOLDED = 1.2;

  private SeenCalibration() {}

  /**
   * Renders and looks; the same people and seed give the same samples, person by person.
   *
   * @param people at rest; each gives about 480 samples
   * @param jobs people at a time
   * @throws InputException if a portrait shows no face
   */
  public static List<List<Sample>> samples(
      FaceNets nets,
      FaceRenderer renderer,
      ActionUnitEstimator estimator,
      List<Portrait> people,
      long seed,
      int jobs,
      Progress progress) {
    progress.begin(STAGE, people.size());
    List<List<Sample>> samples;
    try (Workers workers = new Workers(jobs)) {
      samples =
          workers.map(
              people,
              person -> {
                List<Sample> made = of(nets, renderer, estimator, person, seed);
                progress.step(STAGE);
                return made;
              });
    }
    progress.end(STAGE);
    return samples;
  }

  private static List<Sample> of(
      FaceNets nets,
      FaceRenderer renderer,
      ActionUnitEstimator estimator,
      Portrait person,
      long seed) {
    FaceObserver observer = new FaceObserver(nets, false);
    FaceObservation whole = face(observer, person, person.photo());
    FaceCrop crop = FaceCrop.square(person.photo(), whole, SIZE_PX, nets.canonical());
    Neutral neutral =
        estimator.neutralOf(crop.image(), face(observer, person, crop.image()).mesh());
    FaceRenderer.Session session = renderer.prepare(crop.image(), crop.face());
    Image out = Image.black(SIZE_PX, SIZE_PX);
    List<Sample> samples = new ArrayList<>();
    RandomGenerator damage = Seeds.generator(Seeds.derive(seed, "damage", person.name()));
    boolean alter = false;
    for (MotionFrame frame :
        frames(Seeds.generator(Seeds.derive(seed, "calibration", person.name())))) {
      session.render(frame, out);
      add(samples, observer, estimator, out, neutral, frame);
      if (alter) {
        session.render(frame, folds(frame.actionUnits(), damage), out);
        Image worse = Alterations.altered(out, damage);
        add(samples, observer, estimator, worse, neutral, frame);
      }
      alter = !alter;
    }
    return samples;
  }

  /** Skin folds more on one than on another. */
  private static ActionUnits folds(ActionUnits units, RandomGenerator random) {
    float[] channels = units.toArray();
    for (int k = 0; k < channels.length; k += 2) {
      double share = MOST_FOLDED * random.nextDouble();
      channels[k] *= (float) share;
      channels[k + 1] *= (float) share;
    }
    return ActionUnits.of(channels);
  }

  private static void add(
      List<Sample> samples,
      FaceObserver observer,
      ActionUnitEstimator estimator,
      Image image,
      Neutral neutral,
      MotionFrame frame) {
    observer
        .largest(image)
        .ifPresent(
            face ->
                samples.add(
                    new Sample(
                        estimator.difference(image, face.mesh(), neutral), frame.actionUnits())));
  }

  private static List<MotionFrame> frames(RandomGenerator random) {
    List<MotionFrame> frames = new ArrayList<>();
    for (ActionUnit unit : ActionUnit.values()) {
      for (float intensity : ALONE) {
        frames.add(MotionFrame.of(UnitDraws.alone(unit, intensity).units()));
      }
      frames.add(MotionFrame.of(ActionUnits.neutral().with(unit, Side.LEFT, ONE_SIDED)));
    }
    for (int i = 0; i < MIXTURES; i++) {
      ActionUnits units = UnitDraws.mixed(random).units();
      if (i % 3 == 2) {
        units = lopsided(units, random);
      }
      frames.add(i % 2 == 0 ? MotionFrame.of(units) : turned(units, random));
    }
    for (int i = 0; i < TURNED_AT_REST; i++) {
      frames.add(turned(ActionUnits.neutral(), random));
    }
    return frames;
  }

  /** Takes one side of about half the units away. */
  private static ActionUnits lopsided(ActionUnits units, RandomGenerator random) {
    float[] channels = units.toArray();
    for (int k = 0; k < channels.length; k += 2) {
      int side = random.nextInt(4);
      if (side < 2) {
        channels[k + side] = 0;
      }
    }
    return ActionUnits.of(channels);
  }

  private static MotionFrame turned(ActionUnits units, RandomGenerator random) {
    return new MotionFrame(
        units,
        0.3 * (random.nextDouble() - 0.5),
        0.3 * (random.nextDouble() - 0.5),
        0.3 * (random.nextDouble() - 0.5),
        0.5 * (random.nextDouble() - 0.5),
        0.2 * (random.nextDouble() - 0.5),
        0,
        0);
  }

  private static FaceObservation face(FaceObserver observer, Portrait person, Image image) {
    return observer
        .largest(image)
        .orElseThrow(
            () ->
                new InputException(
                    person.name()
                        + ": shows no face; give photos of one face seen from the front"));
  }
}
