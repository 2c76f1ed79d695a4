package io.argen.sample;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Hand-drawn outlines of head, skin and clothes on the placed portraits. */
final class Outlines {
  private final Map<String, Map<String, List<Double>>> byHost;

  private Outlines(Map<String, Map<String, List<Double>>> byHost) {
    this.byHost = byHost;
  }

  static Outlines read(Path yaml) throws IOException {
    return new Outlines(
        new ObjectMapper(new YAMLFactory()).readValue(yaml.toFile(), new TypeReference<>() {}));
  }

  /** The masks of a host, "-name" mirrored. */
  Parts of(String host) {
    boolean mirrored = host.startsWith("-");
    Map<String, List<Double>> lines = byHost.get(mirrored ? host.substring(1) : host);
    if (lines == null) {
      throw new IllegalArgumentException(host + ": has no outlines in outlines.yaml");
    }
    return new Parts(
        mask(lines, "head", mirrored),
        mask(lines, "skin", mirrored),
        mask(lines, "cap", mirrored),
        mask(lines, "clothes", mirrored));
  }

  private static Plane mask(Map<String, List<Double>> lines, String name, boolean mirrored) {
    List<Double> xy = lines.getOrDefault(name, List.of());
    if (xy.isEmpty()) {
      return new Plane();
    }
    double[][] points = new double[xy.size() / 2][2];
    for (int i = 0; i < points.length; i++) {
      points[i][0] = mirrored ? Plane.SIDE - 1 - xy.get(2 * i) : xy.get(2 * i);
      points[i][1] = xy.get(2 * i + 1);
    }
    return Masks.polygons(List.<double[][]>of(points), 1, 1.5);
  }
}
