package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What every verb does alike: help, wrong use, configuration files, failures. */
final class CommandLineTest {
  @Test
  void withoutAVerbTheVerbsAreNamed() {
    Shell shell = Shell.argen();
    assertEquals(ExitCode.USAGE, shell.exit());
    assertTrue(shell.err().contains("doctor"), shell.err());
    assertEquals("", shell.out());
  }

  @Test
  void helpTeachesWithAnExampleAndGoesToStdout() {
    Shell shell = Shell.argen("--help");
    assertEquals(ExitCode.DONE, shell.exit());
    assertTrue(shell.out().contains("./argen demo"), shell.out());
    assertEquals("", shell.err());
  }

  @Test
  void versionNamesTheProgram() {
    Shell shell = Shell.argen("--version");
    assertEquals(ExitCode.DONE, shell.exit());
    assertTrue(shell.out().startsWith("ARGen "), shell.out());
  }

  @TestFactory
  List<DynamicTest> theHelpOfEachVerbHasAnExampleAndDescribesEveryOption() {
    List<DynamicTest> tests = new ArrayList<>();
    for (CommandLine verb : verbs()) {
      List<String> words = words(verb);
      words.add("--help");
      tests.add(
          DynamicTest.dynamicTest(
              String.join(" ", words),
              () -> {
                Shell shell = Shell.argen(words.toArray(String[]::new));
                assertEquals(ExitCode.DONE, shell.exit());
                assertTrue(shell.out().contains("  ./argen " + words.get(0)), shell.out());
                for (OptionSpec option : verb.getCommandSpec().options()) {
                  assertTrue(shell.out().contains(option.longestName()), option.longestName());
                  assertTrue(
                      option.description().length > 0, option.longestName() + " says nothing");
                }
              }));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> eachVerbNamesAnUnknownOptionAndTheOneMeant() {
    List<DynamicTest> tests = new ArrayList<>();
    for (CommandLine verb : verbs()) {
      List<String> words = words(verb);
      words.add("--verbos");
      tests.add(
          DynamicTest.dynamicTest(
              String.join(" ", words),
              () -> {
                Shell shell = Shell.argen(words.toArray(String[]::new));
                assertEquals(ExitCode.USAGE, shell.exit());
                assertFalse(shell.err().contains("\tat "), shell.err());
              }));
    }
    return tests;
  }

  @Test
  void anUnknownVerbSuggestsTheOneMeant() {
    Shell shell = Shell.argen("docter");
    assertEquals(ExitCode.USAGE, shell.exit());
    assertTrue(shell.err().contains("did you mean doctor?"), shell.err());
    assertFalse(shell.err().contains("Exception"), shell.err());
  }

  @Test
  void wrongUseIsOneDocumentToo() throws IOException {
    Shell shell = Shell.argen("docter", "--json");
    JsonNode document = shell.document();
    assertEquals("argen/error/1", document.get("schema").asText());
    assertEquals(ExitCode.USAGE, document.get("exit_code").asInt());
    assertTrue(document.get("error").asText().contains("docter"));
  }

  @Test
  void aMistakeInAConfigurationFileIsNamedByLineAndKey(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("öption.yaml");
    Files.writeString(file, "verbose: false\n\ndoctor:\n  verbos: true\nsed: 3\n");
    Shell shell = Shell.argen("doctor", "--config", file.toString());
    assertEquals(ExitCode.USAGE, shell.exit());
    assertAll(
        () -> assertTrue(shell.err().contains("öption.yaml: 2 problems"), shell.err()),
        () ->
            assertTrue(
                shell.err().contains("line 4 doctor.verbos: unknown key; did you mean verbose?"),
                shell.err()),
        () -> assertTrue(shell.err().contains("line 5 sed: unknown key"), shell.err()),
        () -> assertEquals("", shell.out()));
  }

  @Test
  void aMissingConfigurationFileIsNamed() {
    Shell shell = Shell.argen("doctor", "--config=nowhere.yaml");
    assertEquals(ExitCode.USAGE, shell.exit());
    assertTrue(shell.err().contains("nowhere.yaml"), shell.err());
  }

  @Test
  void doctorSaysWhatIsThereInOneDocument() throws IOException {
    Shell shell = Shell.argen("doctor", "--json");
    JsonNode document = shell.document();
    assertEquals("argen/doctor/1", document.get("schema").asText());
    List<String> missing = new ArrayList<>();
    for (JsonNode check : document.get("checks")) {
      if (check.get("status").asText().equals("missing")) {
        missing.add(check.get("name").asText());
      }
    }
    assertEquals(missing.isEmpty(), document.get("ok").asBoolean(), missing::toString);
    assertEquals(missing.isEmpty() ? ExitCode.DONE : ExitCode.FAILED, shell.exit());
    assertTrue(document.get("checks").size() >= 8);
  }

  /** All verbs, those of a verb in the place of the verb itself. */
  private static List<CommandLine> verbs() {
    Console silent = new Console(System.out, System.err, false);
    List<CommandLine> verbs = new ArrayList<>();
    for (CommandLine verb : Main.commandLine(silent, Shell.PLACES).getSubcommands().values()) {
      if (verb.getSubcommands().isEmpty()) {
        verbs.add(verb);
      }
      verbs.addAll(verb.getSubcommands().values());
    }
    return verbs;
  }

  private static List<String> words(CommandLine verb) {
    String name = verb.getCommandSpec().qualifiedName().substring("argen ".length());
    return new ArrayList<>(List.of(name.split(" ")));
  }
}
