package io.argen.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs the command line in this process and keeps what it says. */
record Shell(int exit, String out, String err) {
  static final Places PLACES =
      new Places(Path.of("."), Path.of("models"), Path.of("target/argen-cache"));

  static Shell argen(String... args) {
    return argen(PLACES, args);
  }

  static Shell argen(Places places, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int exit = Main.run(console, places, args);
    return new Shell(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The one JSON document on stdout; anything after it is an error. */
  JsonNode document() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (JsonParser parser = mapper.createParser(out)) {
      JsonNode document = mapper.readTree(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more than one document: " + out);
      }
      return document;
    }
  }
}
