package io.argen.sample;

/** Colour and light of the skin. */
final class Skin {
  private Skin() {}

  /**
   * Brings the skin to the wanted colour and evens out the portrait's own light and shadow (extra
   * "flat", 0-1).
   */
  static void colour(Recipe recipe, Picture picture, Plane skin, double[] mean, double[][] target) {
    Plane l = picture.lightness();
    Plane broad = l.times(skin).blurred(34);
    Plane weight = skin.blurred(34);
    double flat = recipe.extras().getOrDefault("flat", 0.5);
    for (int i = 0; i < l.v.length; i++) {
      double local = broad.v[i] / (weight.v[i] + 1e-4);
      l.v[i] -= (float) (flat * skin.v[i] * (local - mean[0]));
    }
    Plane lips = Masks.polygon(target, Masks.LIPS, 1.0, 3);
    double[] wanted = recipe.skin().stream().mapToDouble(v -> v).toArray();
    double contrast = 1 + recipe.extra("skin_contrast");
    for (int i = 0; i < l.v.length; i++) {
      float m = skin.v[i];
      if (m <= 0) {
        continue;
      }
      double light = Tone.curve(l.v[i], mean[0], wanted[0]);
      light = wanted[0] + (light - wanted[0]) * contrast;
      // Highlights that the portrait's skin had would glare on darker skin.
      double room = Math.max(12, 0.55 * wanted[0]);
      light = light > wanted[0] ? wanted[0] + room * Math.tanh((light - wanted[0]) / room) : light;
      // Shadows of skin are redder and fuller, highlights paler.
      double depth = Math.max(-1, Math.min(1, (wanted[0] - light) / 30));
      double a = wanted[1] + 3 * depth + calm(picture.lab[1].v[i] - mean[1]) + 4 * lips.v[i];
      double b = wanted[2] + 2 * depth + calm(picture.lab[2].v[i] - mean[2]) - 2 * lips.v[i];
      if (light > wanted[0]) {
        double pale = Math.min(1, (light - wanted[0]) / 45);
        a *= 1 - 0.45 * pale;
        b *= 1 - 0.35 * pale;
      }
      picture.lab[0].v[i] += (float) (m * (light - picture.lab[0].v[i]));
      picture.lab[1].v[i] += (float) (m * (a - picture.lab[1].v[i]));
      picture.lab[2].v[i] += (float) (m * (b - picture.lab[2].v[i]));
    }
  }

  private static double calm(double off) {
    return 6 * Math.tanh(0.5 * off / 6);
  }
}
