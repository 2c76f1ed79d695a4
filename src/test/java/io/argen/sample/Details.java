package io.argen.sample;

import io.argen.clip.Image;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObserver;
import java.util.List;
import java.util.SplittableRandom;

/** Pores, freckles, stubble, brows, lips, irises, film grain, sharpness. */
final class Details {
  private Details() {}

  static void add(
      Recipe recipe,
      Picture picture,
      Parts parts,
      double[][] target,
      FaceObserver observer,
      long seed) {
    Plane eyes =
        Masks.polygons(
            List.of(Masks.pick(target, Masks.EYE_LEFT), Masks.pick(target, Masks.EYE_RIGHT)),
            1.1,
            2);
    Plane skin = parts.skin().times(parts.head()).times(eyes.scaled(-1, 1));
    sharpen(picture.lightness(), recipe.extras().getOrDefault("sharp", 0.7));
    pores(picture, skin, recipe.extras().getOrDefault("pores", 0.8), seed);
    darken(
        picture,
        Masks.polygons(
            List.of(Masks.pick(target, Masks.BROW_LEFT), Masks.pick(target, Masks.BROW_RIGHT)),
            1.0,
            3),
        recipe.extra("brows"));
    lips(picture, Masks.polygon(target, Masks.LIPS, 0.98, 2.5), recipe.extra("lips"));
    stubble(picture, target, skin, recipe.extra("stubble"), seed + 21);
    freckles(picture, target, skin, recipe.extra("freckles"), seed + 22);
    if (!recipe.iris().isEmpty()) {
      irises(recipe, picture, observer);
    }
    if (recipe.extra("glasses") > 0) {
      Glasses.draw(picture, target);
    }
    Plane grain = Noise.of(seed + 31, 0.9);
    Plane l = picture.lightness();
    double bright = recipe.extra("bright");
    for (int i = 0; i < l.v.length; i++) {
      l.v[i] += (float) (0.6 * grain.v[i] + bright);
    }
    if (recipe.extra("grey") > 0) {
      for (int c = 1; c < 3; c++) {
        for (int i = 0; i < l.v.length; i++) {
          picture.lab[c].v[i] *= (float) (1 - recipe.extra("grey"));
        }
      }
    }
  }

  private static void sharpen(Plane l, double amount) {
    Plane soft = l.blurred(2.2);
    for (int i = 0; i < l.v.length; i++) {
      l.v[i] += (float) (amount * (l.v[i] - soft.v[i]));
    }
  }

  private static void pores(Picture picture, Plane skin, double amount, long seed) {
    Plane fine = Noise.band(seed + 1, 0.8, 2.2);
    Plane mid = Noise.band(seed + 2, 2.5, 8);
    Plane red = Noise.band(seed + 3, 4, 14);
    for (int i = 0; i < skin.v.length; i++) {
      double m = amount * skin.v[i];
      picture.lab[0].v[i] += (float) (m * (1.15 * fine.v[i] + 0.5 * mid.v[i]));
      picture.lab[1].v[i] += (float) (m * 0.8 * red.v[i]);
    }
  }

  private static void darken(Picture picture, Plane mask, double amount) {
    for (int i = 0; i < mask.v.length; i++) {
      picture.lab[0].v[i] *= (float) (1 - amount * mask.v[i]);
    }
  }

  private static void lips(Picture picture, Plane mask, double amount) {
    for (int i = 0; i < mask.v.length; i++) {
      double m = amount * mask.v[i];
      picture.lab[0].v[i] -= (float) (6 * m);
      picture.lab[1].v[i] += (float) (14 * m);
      picture.lab[2].v[i] += (float) (3 * m);
    }
  }

  private static void stubble(
      Picture picture, double[][] target, Plane skin, double amount, long seed) {
    if (amount == 0) {
      return;
    }
    int[] beard = {
      98, 2, 327, 322, 410, 432, 416, 435, 401, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
      176, 149, 150, 136, 172, 58, 132, 177, 215, 192, 212, 186, 92
    };
    Plane area = Masks.polygon(target, beard, 0.98, 9);
    Plane lips = Masks.polygon(target, Masks.LIPS, 1.15, 3);
    Plane dots = Noise.band(seed, 0.7, 2.0);
    for (int i = 0; i < area.v.length; i++) {
      double m = amount * area.v[i] * (1 - lips.v[i]) * skin.v[i];
      picture.lab[0].v[i] -= (float) (m * (7 + 4 * Math.max(-1, dots.v[i])));
      picture.lab[1].v[i] -= (float) (3 * m);
      picture.lab[2].v[i] -= (float) (5 * m);
    }
  }

  private static void freckles(
      Picture picture, double[][] target, Plane skin, double amount, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Plane spots = new Plane();
    int count = (int) (260 * amount);
    double middle = (target[234][0] + target[454][0]) / 2;
    double width = target[454][0] - target[234][0];
    for (int k = 0; k < count; k++) {
      double x = middle + width * 0.44 * (random.nextDouble() + random.nextDouble() - 1);
      double y = target[5][1] + width * 0.3 * (random.nextDouble() + random.nextDouble() - 1);
      double radius = 0.9 + 1.1 * random.nextDouble();
      double depth = 3 + 7 * random.nextDouble();
      for (int dy = -5; dy <= 5; dy++) {
        for (int dx = -5; dx <= 5; dx++) {
          int px = (int) x + dx;
          int py = (int) y + dy;
          if (px >= 0 && py >= 0 && px < Plane.SIDE && py < Plane.SIDE) {
            spots.v[py * Plane.SIDE + px] +=
                (float) (depth * Math.exp(-(dx * dx + dy * dy) / (2 * radius * radius)));
          }
        }
      }
    }
    for (int i = 0; i < spots.v.length; i++) {
      double m = skin.v[i] * Math.min(12, spots.v[i]);
      picture.lab[0].v[i] -= (float) m;
      picture.lab[1].v[i] += (float) (0.25 * m);
      picture.lab[2].v[i] += (float) (0.35 * m);
    }
  }

  /** Colours the irises where the face net sees them, between the lids. */
  private static void irises(Recipe recipe, Picture picture, FaceObserver observer) {
    Image image = picture.toImage(Plane.SIDE);
    FaceMesh mesh =
        observer
            .largest(image)
            .orElseThrow(() -> new IllegalStateException(recipe.id() + ": no face to finish"))
            .mesh();
    double[][] points = new double[FaceMesh.POINTS][2];
    for (int i = 0; i < points.length; i++) {
      points[i][0] = mesh.x(i);
      points[i][1] = mesh.y(i);
    }
    Plane open =
        Masks.polygons(
            List.of(Masks.pick(points, Masks.EYE_LEFT), Masks.pick(points, Masks.EYE_RIGHT)),
            0.98,
            1.2);
    for (int eye = 0; eye < 2; eye++) {
      double cx = mesh.irisX(eye * 5);
      double cy = mesh.irisY(eye * 5);
      double radius = 0;
      for (int k = 1; k < 5; k++) {
        radius += Math.hypot(mesh.irisX(eye * 5 + k) - cx, mesh.irisY(eye * 5 + k) - cy) / 4;
      }
      for (int y = (int) (cy - 2 * radius); y < cy + 2 * radius; y++) {
        for (int x = (int) (cx - 2 * radius); x < cx + 2 * radius; x++) {
          int i = y * Plane.SIDE + x;
          double r = Math.hypot(x - cx, y - cy) / radius;
          double disc = open.v[i] * Math.max(0, Math.min(1, (1.08 - r) / 0.18));
          // Darker under the upper lid and at the rim, a pupil that fades in.
          double shade = 0.8 + 0.35 * (y - cy) / radius - 0.35 * smooth(0.7, 1.0, r);
          shade *= 0.25 + 0.75 * smooth(0.36, 0.56, r);
          double l = picture.lab[0].v[i];
          double wanted = recipe.iris().get(0) * shade;
          // Catch lights stay, and one is set where the eye has none.
          double keep = smooth(58, 80, l);
          double glint =
              Math.exp(-square((x - cx) / radius - 0.3) * 28)
                  * Math.exp(-square((y - cy) / radius + 0.32) * 28);
          double m = disc * (1 - keep);
          picture.lab[0].v[i] += (float) (0.75 * m * (wanted - l) + 40 * glint * disc);
          picture.lab[1].v[i] += (float) (m * (recipe.iris().get(1) - picture.lab[1].v[i]));
          picture.lab[2].v[i] += (float) (m * (recipe.iris().get(2) - picture.lab[2].v[i]));
        }
      }
    }
  }

  private static double square(double v) {
    return v * v;
  }

  private static double smooth(double low, double high, double v) {
    double t = Math.max(0, Math.min(1, (v - low) / (high - low)));
    return t * t * (3 - 2 * t);
  }
}
