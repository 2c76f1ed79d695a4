package io.argen.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class YamlConfigTest {
  private static final Schema SCHEMA =
      new Schema(
          Map.of("seed", new OptionType.Whole(Long.MIN_VALUE, Long.MAX_VALUE)),
          Map.of(
              "augment",
              Map.of(
                  "target", new OptionType.WordOrWhole(List.of("balance"), 1),
                  "max_per_source", new OptionType.Whole(1, 1000),
                  "classes", new OptionType.TextList(),
                  "control", new OptionType.Flag(),
                  "link", new OptionType.Choice(List.of("hard", "copy", "symlink"))),
              "animate",
              Map.of("intensity", new OptionType.Decimal(0, 1))));

  private Path folder;

  @BeforeEach
  void inAFolder(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void valuesComeBackPerVerbWithCommonOnesBelow() throws IOException {
    YamlConfig config =
        read("seed: 7\naugment:\n  classes: [fear, ekel]\n  control: true\n  seed: 8\nanimate:\n");
    assertEquals(
        Map.of("seed", "8", "classes", "fear,ekel", "control", "true"), config.valuesOf("augment"));
    assertEquals(Map.of("seed", "7"), config.valuesOf("animate"));
    assertEquals(Map.of("seed", "7"), config.valuesOf("analyze"));
  }

  @Test
  void everyProblemIsReportedAtOnceWithLineAndKey() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                read(
                    """
                    sed: 7
                    augment:
                      max_per_sourc: 3
                      max_per_source: 0
                      link: hrad
                      target: much
                      control: maybe
                    animate:
                      intensity: 1.5
                      intensity: 1
                    """));
    assertEquals(
        List.of(
            "line 1 sed: unknown key; did you mean seed?",
            "line 3 augment.max_per_sourc: unknown key; did you mean max_per_source?",
            "line 4 augment.max_per_source: must be between 1 and 1000, got 0",
            "line 5 augment.link: expected one of hard, copy, symlink, got 'hrad'; did you mean"
                + " hard?",
            "line 6 augment.target: expected balance or a whole number of at least 1, got 'much'",
            "line 7 augment.control: expected true or false, got 'maybe'",
            "line 9 animate.intensity: must be between 0.0 and 1.0, got 1.5",
            "line 10 animate.intensity: is given twice, first on line 9"),
        e.problems().stream().map(ConfigProblem::toString).toList());
    assertTrue(e.toString().contains("8 problems"), e.toString());
  }

  @Test
  void brokenYamlNamesItsLine() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> read("augment:\n  classes: [fear\nseed: 1\n"));
    assertTrue(e.problems().get(0).line() >= 2, e.toString());
    assertTrue(e.toString().contains("not valid YAML"), e.toString());
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    assertEquals(Map.of(), read("# nothing\n").valuesOf("augment"));
  }

  @Test
  void aScalarFileIsRefused() {
    assertThrows(ConfigException.class, () -> read("hello\n"));
  }

  @Test
  void swappedLettersCostOneEdit() {
    assertEquals(1, Spelling.distance("hrad", "hard"));
    assertEquals(0, Spelling.distance("same", "same"));
    assertEquals(3, Spelling.distance("", "abc"));
  }

  private YamlConfig read(String text) throws IOException {
    Path file = folder.resolve("argen.yaml");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return YamlConfig.read(file, SCHEMA);
  }
}
