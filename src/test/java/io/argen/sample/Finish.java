package io.argen.sample;

import io.argen.face.FaceObserver;
import java.util.List;

/** Puts the head before a new backdrop, then changes colours and adds detail. */
final class Finish {
  private static final List<Double> WALL = List.of(62.0, 0.0, 2.0);

  /** Skin that shines through at the hairline would glow in the hair's colour. */
  private static final double HAIR_ROOM = 24;

  private static final double GARMENT_ROOM = 60;

  private Finish() {}

  static Picture of(
      Recipe recipe, Picture picture, Parts parts, double[][] target, FaceObserver observer) {
    long seed = 7919L * recipe.id().hashCode();
    double[] mean = Parts.skinMean(picture, target);
    if (!recipe.skin().isEmpty()) {
      Skin.colour(recipe, picture, parts.skin().times(parts.head()), mean, target);
    }
    Plane hair = parts.hair();
    if (!recipe.hair().isEmpty()) {
      Hair.colour(picture, hair, recipe.hair(), 1 + recipe.extra("hair_contrast"), HAIR_ROOM);
    }
    Hair.strands(picture, hair, recipe.extras().getOrDefault("strands", 0.08), seed);
    if (!recipe.cap().isEmpty()) {
      Plane cap = parts.cap().blurred(3).step(0.2, 0.8).times(parts.head());
      Hair.cloth(picture, cap, target, recipe.cap(), seed + 9);
    }
    Picture out =
        Backdrop.wall(recipe.background().isEmpty() ? WALL : recipe.background(), seed + 11);
    int kind = (int) recipe.extra("garment");
    if (kind > 0) {
      out = Backdrop.neck(out, target, recipe.skin(), seed + 12);
      out =
          Backdrop.garment(
              out, target, recipe.garment(), kind, recipe.extra("neckline"), seed + 13);
    } else {
      Picture worn = picture.copy();
      if (!recipe.garment().isEmpty()) {
        Hair.colour(worn, parts.clothes(), recipe.garment(), 1, GARMENT_ROOM);
      }
      out = out.blend(worn, parts.clothes());
    }
    shade(out, parts.head());
    out = out.blend(picture, parts.head());
    Details.add(recipe, out, parts, target, observer, seed);
    return out;
  }

  /** The head's soft shadow on neck and clothes below it. */
  private static void shade(Picture picture, Plane head) {
    Plane soft = head.blurred(12);
    int n = Plane.SIDE;
    int drop = 16;
    for (int y = n / 2; y < n; y++) {
      float depth = 0.34f * Math.min(1, (y - n / 2) / (0.3f * n));
      for (int x = 0; x < n; x++) {
        picture.lab[0].v[y * n + x] *= 1 - depth * soft.at(x, y - drop);
      }
    }
  }
}
