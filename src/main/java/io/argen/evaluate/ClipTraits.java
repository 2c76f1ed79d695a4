package io.argen.evaluate;

import io.argen.face.Identity;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A clip's place among others, in three named spaces.
 *
 * @param label what it shows
 * @param person who it shows
 * @param origin clip and label that made it; clips that share it differ in the seed alone
 * @param units {@code action_units}: the strongest of every unit on each side, 0-5, blinks left out
 * @param expression {@code expression_net}: the second net's probabilities at the strongest frames
 * @param identity {@code identity_net}: the mean face embedding
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ClipTraits(
    String label,
    String person,
    String origin,
    double[] units,
    double[] expression,
    double[] identity) {

  static ClipTraits of(
      Evaluated clip,
      List<@Nullable ActionUnits> units,
      Map<Emotion, Double> opinion,
      List<Identity> identities) {
    double[] peak = new double[ActionUnits.CHANNELS];
    for (ActionUnits now : units) {
      float[] values = now == null ? new float[0] : now.toArray();
      for (int k = 0; k < values.length; k++) {
        peak[k] = Math.max(peak[k], values[k]);
      }
    }
    int blink = 2 * ActionUnit.AU45.ordinal();
    peak[blink] = 0;
    peak[blink + 1] = 0;
    Emotion[] all = Emotion.values();
    double[] expression = new double[all.length];
    for (int k = 0; k < all.length; k++) {
      expression[k] = opinion.getOrDefault(all[k], 0.0);
    }
    double[] mean = new double[0];
    for (Identity face : identities) {
      float[] values = face.toArray();
      mean = mean.length == 0 ? new double[values.length] : mean;
      for (int k = 0; k < values.length; k++) {
        mean[k] += values[k] / identities.size();
      }
    }
    String origin =
        clip.source().map(s -> s.clip() + "#" + s.frame() + "#" + clip.label()).orElse("");
    return new ClipTraits(clip.label(), clip.person(), origin, peak, expression, mean);
  }
}
