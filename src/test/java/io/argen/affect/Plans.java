package io.argen.affect;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.util.List;
import java.util.random.RandomGenerator;

/** Plans of the kind the motion package draws, which affect may not use. */
final class Plans {
  private Plans() {}

  static ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random) {
    List<Integer> numbers =
        switch (emotion) {
          case NEUTRAL -> List.of();
          case HAPPINESS -> List.of(6, 12, 25, 26);
          case SADNESS -> List.of(1, 4, 15, 17, 11, 6);
          case SURPRISE -> List.of(1, 2, 5, 25, 26);
          case FEAR -> List.of(1, 2, 4, 5, 7, 20, 25, 26);
          case ANGER -> List.of(4, 5, 7, 10, 17, 23, 24);
          case DISGUST -> List.of(9, 10, 15, 16, 17, 4, 25);
          case CONTEMPT -> List.of(12, 14);
        };
    Side side = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
    ActionUnits apex = ActionUnits.neutral();
    for (int number : numbers) {
      ActionUnit unit = ActionUnit.ofNumber(number).orElseThrow();
      float strength = (float) (intensity * (1 + 4 * random.nextDouble()));
      if (emotion == Emotion.CONTEMPT) {
        apex = apex.with(unit, side, 1 + strength);
      } else {
        double lean = 0.06 * random.nextGaussian();
        apex =
            apex.with(unit, Side.LEFT, (float) (strength * (1 + lean)))
                .with(unit, Side.RIGHT, (float) (strength * (1 - lean)));
      }
    }
    return apex;
  }
}
