package io.argen.sample;

import io.argen.face.FaceObserver;
import io.argen.face.Identity;
import io.argen.face.IdentityNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** How the portraits' sitters look to the identity net, as they are and mirrored. */
record Sources(SortedMap<String, Identity> identities) {
  static Sources read(Path folder, FaceObserver observer, IdentityNet net) throws IOException {
    SortedMap<String, Identity> out = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".jpg")).toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".jpg", "");
      try (Mat bgr = opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_COLOR);
          Mat mirrored = new Mat()) {
        opencv_core.flip(bgr, mirrored, 1);
        out.put(name, embed(bgr, file, observer, net));
        out.put("-" + name, embed(mirrored, file, observer, net));
      }
    }
    return new Sources(out);
  }

  private static Identity embed(Mat bgr, Path file, FaceObserver observer, IdentityNet net) {
    return net.embed(Picture.imageOf(bgr), Material.largest(observer, bgr, file).mesh());
  }

  /** The nearest sitter's name. */
  String nearestName(Identity person) {
    return identities.keySet().stream()
        .max((a, b) -> Double.compare(cosine(person, a), cosine(person, b)))
        .orElseThrow();
  }

  double cosine(Identity person, String name) {
    return person.cosine(Objects.requireNonNull(identities.get(name)));
  }

  /** The three nearest with their cosines, for the log. */
  String nearest(Identity person) {
    return identities.keySet().stream()
        .sorted((a, b) -> Double.compare(cosine(person, b), cosine(person, a)))
        .limit(3)
        .map(name -> String.format(Locale.ROOT, "%s %.3f", name, cosine(person, name)))
        .collect(Collectors.joining(", "));
  }
}
