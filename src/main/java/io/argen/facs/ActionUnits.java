package io.argen.facs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Intensities 0-5 (FACS 0, A-E) of every {@link ActionUnit} on both sides of one face at one time.
 *
 * <p>Immutable. Channel order of {@link #toArray}: for each unit in enum order, left then right.
 */
@SuppressWarnings("EnumOrdinal") // The order of the channels is the order of the units.
public final class ActionUnits {
  /** Number of channels: units x 2 sides. */
  public static final int CHANNELS = ActionUnit.values().length * 2;

  public static final float MAX_INTENSITY = 5f;

  private static final ActionUnits NEUTRAL = new ActionUnits(new float[CHANNELS]);

  private final float[] values;

  private ActionUnits(float[] values) {
    this.values = values;
  }

  public static ActionUnits neutral() {
    return NEUTRAL;
  }

  /** Copies {@code channels}, clamped to 0-5; NaN is refused. */
  public static ActionUnits of(float[] channels) {
    if (channels.length != CHANNELS) {
      throw new IllegalArgumentException(
          "expected " + CHANNELS + " channels (units x sides), got " + channels.length);
    }
    float[] values = new float[CHANNELS];
    for (int k = 0; k < CHANNELS; k++) {
      if (Float.isNaN(channels[k])) {
        throw new IllegalArgumentException("channel " + channelName(k) + " is NaN");
      }
      values[k] = Math.max(0f, Math.min(MAX_INTENSITY, channels[k]));
    }
    return new ActionUnits(values);
  }

  /** Both sides alike. */
  public static ActionUnits symmetric(Map<ActionUnit, Float> intensities) {
    float[] values = new float[CHANNELS];
    intensities.forEach(
        (unit, v) -> {
          values[channel(unit, Side.LEFT)] = v;
          values[channel(unit, Side.RIGHT)] = v;
        });
    return of(values);
  }

  /** Index of a unit's side in {@link #toArray}. */
  public static int channel(ActionUnit unit, Side side) {
    return unit.ordinal() * 2 + side.ordinal();
  }

  /** Name of a channel, for instance {@code AU12_L}. */
  public static String channelName(int channel) {
    return ActionUnit.values()[channel / 2].column() + "_" + Side.values()[channel % 2].letter();
  }

  public float get(ActionUnit unit, Side side) {
    return values[channel(unit, side)];
  }

  /** The stronger side: what a coder who scores a unit once would write. */
  public float get(ActionUnit unit) {
    return Math.max(get(unit, Side.LEFT), get(unit, Side.RIGHT));
  }

  /** A copy with one channel changed. */
  public ActionUnits with(ActionUnit unit, Side side, float intensity) {
    float[] copy = values.clone();
    copy[channel(unit, side)] = intensity;
    return of(copy);
  }

  /** A copy with both sides of a unit changed. */
  public ActionUnits with(ActionUnit unit, float intensity) {
    return with(unit, Side.LEFT, intensity).with(unit, Side.RIGHT, intensity);
  }

  /** Left and right exchanged, as in a mirrored picture. */
  public ActionUnits mirrored() {
    float[] copy = new float[CHANNELS];
    for (int k = 0; k < CHANNELS; k++) {
      copy[k] = values[k ^ 1];
    }
    return new ActionUnits(copy);
  }

  /** A fresh copy of all channels. */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionUnits that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** The units at or above 0.1, for instance {@code AU06=2.0 AU12_L=3.5}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ActionUnit unit : ActionUnit.values()) {
      float left = get(unit, Side.LEFT);
      float right = get(unit, Side.RIGHT);
      if (left == right && left >= 0.1f) {
        text.append(String.format(Locale.ROOT, " %s=%.1f", unit.column(), left));
      } else {
        if (left >= 0.1f) {
          text.append(String.format(Locale.ROOT, " %s_L=%.1f", unit.column(), left));
        }
        if (right >= 0.1f) {
          text.append(String.format(Locale.ROOT, " %s_R=%.1f", unit.column(), right));
        }
      }
    }
    return text.length() == 0 ? "neutral" : text.substring(1);
  }
}
