package io.argen.diffusion;

/**
 * Inter-frame conditional guidance: with text c and known frames h, {@code v = v(-,-) + frame
 * (v(-,h) - v(-,-)) + text (v(c,h) - v(-,h))}.
 *
 * @param frame weight of the known frames; 1 is Wan's own image-to-video guidance
 * @param text weight of the text
 */
public record Guidance(double frame, double text) {
  public Guidance {
    if (!(Double.isFinite(frame) && frame >= 0 && Double.isFinite(text) && text >= 0)) {
      throw new IllegalArgumentException(
          "guidance must be finite and not negative, got " + frame + " and " + text);
    }
  }

  /** Factor of the pass without text and known frames. */
  double free() {
    return 1 - frame;
  }

  /** Factor of the pass with known frames only. */
  double known() {
    return frame - text;
  }
}
