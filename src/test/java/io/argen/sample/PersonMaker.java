package io.argen.sample;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one invented person from a recipe: shape, then parts, then colours and details. */
final class PersonMaker {
  private static final List<String> PART_ORDER =
      List.of("face", "upper", "skin", "chin", "mouth", "nose", "eyes");

  /** How strongly the grain of film, canvas and cracked paint is taken out; 4 if not named. */
  private static final Map<String, Float> GRAIN =
      Map.of("collins", 0f, "hopper", 0f, "penn", 9f, "andersson", 6f, "dahlgren", 6f, "paine", 7f);

  private final Path folder;
  private final FaceObserver observer;
  private final FaceShape shapes;
  private final Outlines outlines;
  private final Map<String, Material> shelf = new HashMap<>();

  PersonMaker(Path folder, FaceObserver observer, CanonicalFace canonical) throws IOException {
    this.outlines = Outlines.read(folder.resolve("outlines.yaml"));
    this.folder = folder;
    this.observer = observer;
    this.shapes = new FaceShape(canonical);
  }

  /** A portrait by name, "-name" mirrored. */
  Material material(String name) {
    return shelf.computeIfAbsent(
        name,
        n -> {
          boolean mirrored = n.startsWith("-");
          String file = mirrored ? n.substring(1) : n;
          float denoise = GRAIN.getOrDefault(file, 4f);
          return Material.load(folder.resolve(file + ".jpg"), mirrored, denoise, observer);
        });
  }

  Picture make(Recipe recipe) {
    Material host = material(recipe.host());
    double[][] target = target(recipe, host);
    Spline bend = spline(host, target, recipe);
    Picture picture = Tone.calmed(bend.pull(host.picture()), target);
    Parts parts = outlines.of(recipe.host()).pulled(bend).refined(picture.lightness());
    double[] skin = Parts.skinMean(picture, target);
    for (String part : PART_ORDER) {
      String from = recipe.parts().get(part);
      if (from != null) {
        picture = Transplant.into(picture, mixed(from, target, skin), mask(part, target), 0);
      }
    }
    return Finish.of(recipe, picture, parts, target, observer);
  }

  /**
   * Portraits bent to the new shape, matched in tone and averaged: what several faces share stays,
   * brush strokes and what is one sitter's own go.
   *
   * @param names portraits, separated by blanks; "name*2" counts twice
   */
  private Picture mixed(String names, double[][] target, double[] skin) {
    @Nullable Picture sum = null;
    double total = 0;
    for (String entry : names.split(" ", -1)) {
      int star = entry.indexOf('*');
      double weight = star < 0 ? 1 : Double.parseDouble(entry.substring(star + 1));
      Material donor = material(star < 0 ? entry : entry.substring(0, star));
      Picture given = spline(donor, target, null).pull(donor.picture());
      given = Tone.calmed(given, target);
      given = Tone.matched(given, Parts.skinMean(given, target), skin);
      total += weight;
      sum = sum == null ? given : sum.mixed(given, weight / total);
    }
    return Objects.requireNonNull(sum);
  }

  /** Where the points of the new face lie on the canvas. */
  private double[][] target(Recipe recipe, Material host) {
    double[][] own = shapes.of(host.face());
    double[][] delta = shapes.factors(recipe.factors());
    double total = recipe.shapes().values().stream().mapToDouble(Double::doubleValue).sum();
    recipe
        .shapes()
        .forEach(
            (name, weight) -> {
              double[][] other = shapes.of(material(name).face());
              for (int i = 0; i < delta.length; i++) {
                for (int k = 0; k < 3; k++) {
                  delta[i][k] += recipe.strength() * weight / total * (other[i][k] - own[i][k]);
                }
              }
            });
    return shapes.moved(host.face(), delta);
  }

  /** Takes points of the new picture to points of the material. */
  private static Spline spline(Material material, double[][] target, @Nullable Recipe whole) {
    List<double[]> at = new ArrayList<>();
    List<double[]> to = new ArrayList<>();
    FaceMesh mesh = material.face().mesh();
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      at.add(target[i]);
      to.add(new double[] {mesh.x(i), mesh.y(i)});
    }
    if (whole != null) {
      hairControls(target, mesh, whole, at, to);
      double last = Plane.SIDE - 1;
      for (int k = 0; k <= 8; k++) {
        double p = last * k / 8;
        for (double[] q : new double[][] {{p, -40}, {p, last + 40}, {-40, p}, {last + 40, p}}) {
          at.add(q);
          to.add(q);
        }
      }
    }
    return new Spline(at.toArray(double[][]::new), to.toArray(double[][]::new), 2e-4);
  }

  /** A ring around the face that makes hair wider or higher. */
  private static void hairControls(
      double[][] target, FaceMesh mesh, Recipe recipe, List<double[]> at, List<double[]> to) {
    double wide = recipe.extra("hair_wide");
    double high = recipe.extra("hair_high");
    if (wide == 0 && high == 0) {
      return;
    }
    double cx = (mesh.x(234) + mesh.x(454)) / 2;
    double cy = (mesh.y(10) + mesh.y(152)) / 2;
    double movedX = (target[234][0] + target[454][0]) / 2;
    double movedY = (target[10][1] + target[152][1]) / 2;
    for (int id : Masks.OVAL) {
      double dx = 1.4 * (mesh.x(id) - cx);
      double dy = 1.4 * (mesh.y(id) - cy);
      if (dy < 0.3 * (mesh.y(152) - cy)) {
        at.add(new double[] {movedX + dx * (1 + wide), movedY + dy * (1 + high)});
        to.add(new double[] {cx + dx, cy + dy});
      }
    }
  }

  private static Plane mask(String part, double[][] target) {
    return switch (part) {
      case "face" -> Masks.polygon(target, Masks.FACE, 1.02, 8);
      case "upper" -> Masks.polygon(target, Masks.UPPER, 1.0, 8);
      case "skin" -> Masks.polygon(target, Masks.INNER, 1.04, 9);
      case "eyes" -> Masks.polygon(target, Masks.EYES, 1.06, 6);
      case "nose" -> Masks.polygon(target, Masks.NOSE, 1.08, 6);
      case "mouth" -> Masks.polygon(target, Masks.MOUTH, 1.08, 6);
      case "chin" -> Masks.polygon(target, Masks.CHIN, 1.0, 8);
      default -> throw new IllegalArgumentException(part + ": unknown part of a face");
    };
  }
}
