package io.argen.sample;

import io.argen.clip.Image;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.Identity;
import io.argen.face.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes the sample people anew: {@code MakePeople MATERIAL_FOLDER OUT_FOLDER [ids]}. */
public final class MakePeople {
  static final int SIDE = 448;
  private static final int QUALITY = 91;

  private MakePeople() {}

  public static void main(String[] arguments) throws IOException {
    Path material = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    String only = arguments.length > 2 ? arguments[2] : "";
    ModelStore store = new ModelStore(Path.of("models"), Path.of("target/model-cache"));
    try (FaceNets nets = FaceNets.load(store, 2)) {
      FaceObserver observer = new FaceObserver(nets);
      PersonMaker maker = new PersonMaker(material, observer, nets.canonical());
      Sources sources = Sources.read(material, observer, nets.identity());
      List<String> ids = new ArrayList<>();
      List<Identity> identities = new ArrayList<>();
      StringBuilder log = new StringBuilder();
      for (Recipe recipe : Recipe.read(material.resolve("recipes.yaml"))) {
        if (!only.isEmpty() && !List.of(only.split(",", -1)).contains(recipe.id())) {
          continue;
        }
        Path file = out.resolve(recipe.id() + ".jpg");
        try (Mat bgr = maker.make(recipe).toBgr(SIDE)) {
          opencv_imgcodecs.imwrite(
              file.toString(), bgr, new int[] {opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY});
        }
        try (Mat back = opencv_imgcodecs.imread(file.toString())) {
          Image image = Picture.imageOf(back);
          FaceObservation face = observer.largest(image).orElse(null);
          if (face == null) {
            log.append(recipe.id()).append(": NO FACE\n");
            continue;
          }
          ids.add(recipe.id());
          Identity identity = nets.identity().embed(image, face.mesh());
          identities.add(identity);
          log.append(
              String.format(
                  Locale.ROOT,
                  "%s face %.0f px, %s %.2f, %s%n",
                  recipe.id(),
                  face.box().height(),
                  face.expression() == null ? "" : face.expression().top(),
                  face.expression() == null ? 0.0 : face.expression().get(face.expression().top()),
                  sources.nearest(identity)));
        }
      }
      double worst = -1;
      for (int i = 0; i < ids.size(); i++) {
        for (int j = 0; j < i; j++) {
          double cosine = identities.get(i).cosine(identities.get(j));
          worst = Math.max(worst, cosine);
          if (cosine > 0.5) {
            log.append(String.format(Locale.ROOT, "%s %s %.3f%n", ids.get(j), ids.get(i), cosine));
          }
        }
      }
      log.append(String.format(Locale.ROOT, "largest cosine of two people %.3f%n", worst));
      Files.writeString(out.resolve("check.txt"), log);
    }
  }
}
