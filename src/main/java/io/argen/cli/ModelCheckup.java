package io.argen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.face.ModelStore;
import io.argen.run.ArgenException;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at the npm packages that hold the weights, and at the weights' hashes. */
final class ModelCheckup {
  private static final double MEGABYTE = 1e6;
  private static final String CURE = "run models/fetch.sh (needs npm and a network)";

  private final Path models;
  private final ModelStore store;

  ModelCheckup(Places places) {
    this.models = places.models();
    this.store = new ModelStore(places.models(), places.cache());
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    try {
      JsonNode wanted = read(models.resolve("package.json")).path("dependencies");
      for (Iterator<Map.Entry<String, JsonNode>> it = wanted.fields(); it.hasNext(); ) {
        Map.Entry<String, JsonNode> dependency = it.next();
        checks.add(packageCheck(dependency.getKey(), dependency.getValue().asText()));
      }
    } catch (IOException e) {
      checks.add(
          Check.missing(
              "models",
              models.resolve("package.json") + " cannot be read",
              "start ARGen with ./argen, from its checkout"));
    }
    checks.add(weights());
    return checks;
  }

  private Check weights() {
    long bytes = 0;
    for (ModelStore.Weights weights : ModelStore.Weights.values()) {
      try {
        bytes += store.read(weights).length;
      } catch (ArgenException wrong) {
        return Check.missing("weights", String.valueOf(wrong.getMessage()), CURE);
      }
    }
    return Check.ok(
        "weights",
        String.format(
            Locale.ROOT,
            "%d files, %.0f MB, hashes as expected",
            ModelStore.Weights.values().length,
            bytes / MEGABYTE));
  }

  private Check packageCheck(String name, String version) {
    Path file = models.resolve("node_modules").resolve(name).resolve("package.json");
    if (!Files.exists(file)) {
      return Check.missing(name, "not there", CURE);
    }
    try {
      String found = read(file).path("version").asText();
      return found.equals(version)
          ? Check.ok(name, found)
          : Check.missing(name, "version " + found + ", expected " + version, CURE);
    } catch (IOException e) {
      return Check.missing(
          name, "damaged", "delete " + models.resolve("node_modules") + ", " + CURE);
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return Json.tree(Files.readString(file, StandardCharsets.UTF_8));
  }
}
