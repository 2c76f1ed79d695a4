package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, with a Maven and a Java that only say what they do. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  private static final String MVN_THAT_BUILDS =
      "echo built >>builds; mkdir -p target; : >target/argen.jar; printf %s \"$PWD/pom.xml\""
          + " >target/class-path.txt";

  private Path temp = Path.of("");
  private Path home = Path.of("");
  private Path tools = Path.of("");

  /** What a start said, and how it ended. */
  private record Start(int exit, String out, String err) {}

  @BeforeEach
  void makeACheckout(@TempDir Path folder) throws IOException {
    temp = folder;
    home = Files.createDirectories(temp.resolve("a checkout für 🙂"));
    tools = Files.createDirectories(temp.resolve("tools"));
    for (String name : List.of("sh", "find", "head", "tail", "cat", "sed", "date", "mktemp")) {
      linkTool(name);
    }
    for (String name : List.of("touch", "rm", "mkdir", "dirname", "readlink", "flock")) {
      linkTool(name);
    }
    tool("mvn", MVN_THAT_BUILDS);
    tool(
        "java",
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; exit; fi\n"
            + "printf '%s\\n' \"$@\"");
    Files.copy(Path.of("argen"), home.resolve("argen"));
    home.resolve("argen").toFile().setExecutable(true);
    Files.createDirectories(home.resolve("src/main/java"));
    Files.createDirectories(home.resolve("models"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("src/main/java/A.java"), "class A {}");
    Files.writeString(
        home.resolve("models/fetch.sh"), "echo fetched >>../fetches 2>&1 || exit 1\n");
  }

  @Test
  void buildsOnceAndPassesArgumentsThrough() throws Exception {
    Start first = start(home, "./argen", "doctor", "two words", "*");
    assertEquals(0, first.exit(), first.err());
    assertTrue(first.out().endsWith("io.argen.cli.Main\ndoctor\ntwo words\n*\n"), first.out());
    assertTrue(first.out().contains("-Dargen.home=" + home.toRealPath() + "\n"), first.out());
    Start second = start(home, "./argen", "doctor");
    assertEquals("", second.err());
    assertEquals(1, builds());
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    start(home, "./argen", "doctor");
    FileTime later = FileTime.fromMillis(System.currentTimeMillis() + 60_000);
    Files.setLastModifiedTime(home.resolve("src/main/java/A.java"), later);
    start(home, "./argen", "doctor");
    assertEquals(2, builds());
  }

  @Test
  void buildsAgainWhenALibraryIsGone() throws Exception {
    start(home, "./argen", "doctor");
    Files.writeString(home.resolve("target/class-path.txt"), "/nowhere/x.jar");
    start(home, "./argen", "doctor");
    assertEquals(2, builds());
  }

  @Test
  void worksThroughALinkFromAnotherFolder() throws Exception {
    Path link = temp.resolve("link");
    Files.createSymbolicLink(link, home.resolve("argen"));
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    Start start = start(elsewhere, link.toString(), "doctor");
    assertEquals(0, start.exit(), start.err());
    assertTrue(start.out().contains("-Dargen.home=" + home.toRealPath() + "\n"), start.out());
    assertFalse(Files.exists(elsewhere.resolve("target")));
  }

  @Test
  void aFailedBuildShowsItsEnd() throws Exception {
    tool("mvn", "echo first; for i in 1 2 3; do echo cannot find symbol; done; exit 1");
    Start start = start(home, "./argen", "doctor");
    assertEquals(1, start.exit());
    assertTrue(start.err().contains("cannot find symbol"), start.err());
    assertEquals("", start.out());
  }

  @Test
  void modelsAreFetchedForVerbsThatNeedThemOnly() throws Exception {
    Files.writeString(home.resolve("models/fetch.sh"), "echo no npm >&2; exit 1\n");
    assertEquals(0, start(home, "./argen", "doctor").exit());
    assertEquals(0, start(home, "./argen", "analyze", "--help").exit());
    Start start = start(home, "./argen", "analyze", "x.mp4");
    assertEquals(1, start.exit());
    assertTrue(start.err().contains("no npm"), start.err());
  }

  @Test
  void missingToolsAreNamed() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Start withoutMaven = start(home, "./argen", "doctor");
    assertEquals(1, withoutMaven.exit());
    assertTrue(withoutMaven.err().contains("mvn is missing"), withoutMaven.err());
    Files.delete(tools.resolve("java"));
    Start withoutJava = start(home, "./argen", "doctor");
    assertEquals(1, withoutJava.exit());
    assertTrue(withoutJava.err().contains("java is missing"), withoutJava.err());
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    tool("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    Start start = start(home, "./argen", "doctor");
    assertEquals(1, start.exit());
    assertTrue(start.err().contains("Java 11 is too old"), start.err());
  }

  private int builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  private void tool(String name, String script) throws IOException {
    Path file = tools.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Only what is linked is on the PATH, so that a missing tool is truly missing. */
  private void linkTool(String name) throws IOException {
    for (String folder : List.of("/bin", "/usr/bin", "/usr/local/bin")) {
      Path real = Path.of(folder, name);
      if (Files.isExecutable(real)) {
        Files.createSymbolicLink(tools.resolve(name), real);
        return;
      }
    }
  }

  private Start start(Path folder, String... command) throws IOException, InterruptedException {
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", temp.toString());
    int exit = builder.start().waitFor();
    return new Start(
        exit,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
