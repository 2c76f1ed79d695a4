package io.argen.augment;

import io.argen.clip.Traces;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.MotionRequest.Phase;
import io.argen.run.Digests;
import io.argen.run.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** A studio whose clips are lines of text: quick, deterministic, and it can be killed. */
final class FakeStudio implements FaceStudio {
  final AtomicInteger generated = new AtomicInteger();
  final AtomicInteger surveyed = new AtomicInteger();
  final Set<String> sourcesUsed = new ConcurrentSkipListSet<>();
  int dieAt = Integer.MAX_VALUE;
  int failPercent;
  String neverWorks = "nobody";
  boolean dawdle;
  int dawdleMillis = 7;
  BiFunction<String, ClipLook, ClipLook> dressed = (text, look) -> look;
  double riseFrames;
  final List<ClipOrder> orders = Collections.synchronizedList(new ArrayList<>());

  /** Stands for kill -9: nothing catches it, and what was half written stays. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public String generator() {
    return "fake/1";
  }

  @Override
  public SortedMap<String, String> modelHashes() {
    return new TreeMap<>(Map.of("fake", "00"));
  }

  @Override
  public void verify(Path clip) {
    if (!read(clip).startsWith("clip")) {
      throw new InputException(clip, "is no clip", "replace it");
    }
  }

  @Override
  public ClipSurvey survey(Path clip) {
    surveyed.incrementAndGet();
    String text = read(clip);
    if (text.contains("broken")) {
      throw new InputException(clip, "breaks off", "replace it");
    }
    ClipLook look =
        new ClipLook("mp4", 128, 128, 6, 25, false, Phase.FULL, 0.5, 0.5, 0.5, 25, Traces.UNKNOWN);
    look = dressed.apply(text, look);
    if (text.contains("faceless")) {
      return new ClipSurvey(look, List.of(), new TreeMap<>(), 0, "no face found");
    }
    SourceFrame frame = new SourceFrame(1, 0.9, 0.8, -1, new TreeMap<>());
    return new ClipSurvey(
        look, List.of(frame), new TreeMap<>(Map.of("AU12_L", 3.0)), riseFrames, "");
  }

  @Override
  public ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random) {
    return Planning.apex(emotion, intensity, random);
  }

  @Override
  public List<ActionUnits> generate(ClipOrder order, Path target) {
    orders.add(order);
    sourcesUsed.add(order.source().getFileName().toString());
    int number = generated.incrementAndGet();
    try {
      if (number == dieAt) {
        Files.writeString(target, "half");
        throw new Killed();
      }
      if (dawdle) {
        Thread.sleep(Math.floorMod(order.seed(), dawdleMillis));
      }
      Files.writeString(
          target, "clip " + order.item().id() + " " + order.seed() + " " + read(order.source()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<ActionUnits> frames = new ArrayList<>();
    float[] apex = order.item().moved().toArray();
    for (int t = 0; t < order.item().look().numFrames(); t++) {
      float[] now = new float[apex.length];
      for (int k = 0; k < apex.length; k++) {
        now[k] = apex[k] * t / (order.item().look().numFrames() - 1);
      }
      frames.add(ActionUnits.of(now));
    }
    return frames;
  }

  @Override
  public Findings inspect(Path clip, ClipOrder order) {
    String text = read(clip);
    int lot = Integer.parseInt(Digests.hex(text).substring(0, 4), 16) % 100;
    boolean fails = lot < failPercent || text.contains(neverWorks);
    List<ActionUnits> measured = new ArrayList<>();
    float[] apex = order.item().moved().toArray();
    for (int t = 0; t < order.item().look().numFrames(); t++) {
      ActionUnits now = ActionUnits.neutral();
      for (ActionUnit unit : ActionUnit.values()) {
        float peak = apex[ActionUnits.channel(unit, io.argen.facs.Side.LEFT)];
        now = now.with(unit, peak * t / (order.item().look().numFrames() - 1));
      }
      measured.add(now);
    }
    return new Findings(measured, fails ? 0.1 : 0.9, 0.6, Map.of(), Map.of());
  }

  private static String read(Path clip) {
    try {
      return Files.readString(clip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
