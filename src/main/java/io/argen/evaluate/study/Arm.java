package io.argen.evaluate.study;

import io.argen.config.Spelling;
import io.argen.recognize.Balance;
import io.argen.run.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way of training. Arms with synthetic clips draw every class as often, as {@code oversample}
 * does, so that they differ from it in the clips alone.
 *
 * @param name as it was asked for, for instance {@code diffusion@1}
 * @param balance what is done about scarce classes
 * @param origin where synthetic clips come from; {@link Origin#NONE} for real clips only
 * @param weights of {@code diffusion}, as the user named them; empty for the shipped ones; the
 *     folder of {@code set}
 * @param ratio most synthetic clips for each real one of a class; infinite for as many as the
 *     largest class has
 * @param alone whether real clips are left out of training, to see how near synthetic ones come
 */
public record Arm(
    String name,
    Balance balance,
    Origin origin,
    Optional<String> weights,
    double ratio,
    boolean alone) {

  /** Where synthetic clips come from. */
  public enum Origin {
    /** There are none. */
    NONE,
    /** Real motion of another training person. */
    REENACTMENT,
    /** Hand-made time courses. */
    DYNAMICS,
    /** The trained motion model. */
    DIFFUSION,
    /** As {@link #DIFFUSION}, but in full classes too. */
    CONTROL,
    /** What {@code augment} made before. */
    SET;

    String word() {
      return Spelling.of(this);
    }
  }

  /** What a study compares if nothing else is asked for. */
  public static final List<String> USUAL =
      List.of(
          "real",
          "oversample",
          "class-weighted",
          "logit-adjusted",
          "reenactment",
          "dynamics",
          "diffusion",
          "diffusion@1",
          "diffusion-only",
          "control");

  private static final Pattern SHAPE =
      Pattern.compile("([a-z-]+?)(-only)?(?:=([^@]+))?(?:@([0-9]+(?:\\.[0-9]+)?))?");

  /**
   * Reads {@code NAME[-only][=WEIGHTS][@RATIO]}.
   *
   * @throws InputException naming the nearest arm
   */
  public static Arm parse(String text) {
    Matcher m = SHAPE.matcher(text);
    if (m.matches()) {
      String word = m.group(1);
      boolean plain = m.group(2) == null && m.group(3) == null && m.group(4) == null;
      if (plain) {
        Optional<Balance> balance =
            word.equals("real")
                ? Optional.of(Balance.NONE)
                : Arrays.stream(Balance.values())
                    .filter(b -> b != Balance.NONE && b.word().equals(word))
                    .findFirst();
        if (balance.isPresent()) {
          return new Arm(
              text, balance.get(), Origin.NONE, Optional.empty(), Double.POSITIVE_INFINITY, false);
        }
      }
      for (Origin origin : Origin.values()) {
        if (origin != Origin.NONE
            && origin.word().equals(word)
            && (m.group(3) == null
                ? origin != Origin.SET
                : origin == Origin.DIFFUSION || origin == Origin.SET)) {
          return new Arm(
              text,
              Balance.OVERSAMPLE,
              origin,
              Optional.ofNullable(m.group(3)),
              m.group(4) == null ? Double.POSITIVE_INFINITY : Double.parseDouble(m.group(4)),
              m.group(2) != null);
        }
      }
    }
    throw new InputException(
        "--arms "
            + text
            + ": no such arm; "
            + Spelling.nearest(text, USUAL).map(near -> "did you mean " + near + "? ").orElse("")
            + "There are real, oversample, class-weighted, logit-adjusted, and"
            + " reenactment, dynamics, diffusion[=WEIGHTS], control, set=DIR, each also with -only or @RATIO");
  }

  /** Whether training clips are made for it. */
  public boolean synthetic() {
    return origin != Origin.NONE;
  }

  /** Names the clips it takes, safe as a folder; arms that share them have the same. */
  String pool() {
    return origin.word() + weights.map(w -> "-" + w.replaceAll("[^A-Za-z0-9.]+", "_")).orElse("");
  }
}
