package io.argen.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty broken manifests: each is read as far as it goes, or refused by name. */
final class BrokenTablesTest {
  private static final int FILES = 50;
  private static final String GOOD = "good.png";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void noTableLeadsOutOfItsFolderOrIntoACrash() throws IOException {
    Path secret = folder.resolve("secret.png");
    Stills.writePng(secret, Image.black(8, 8));
    List<String> rows = nasty(secret);
    for (int n = 0; n < FILES; n++) {
      RandomGenerator random = Seeds.generator(Seeds.derive(5, "table", Integer.toString(n)));
      Path root = Files.createDirectories(folder.resolve("set" + n));
      Stills.writePng(root.resolve(GOOD), Image.black(8, 8));
      loop(root);
      write(root, random, rows);
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(root), root.toString());
    }
  }

  @Test
  void theGoodRowIsKeptWhateverStandsAroundIt() throws IOException {
    Path secret = folder.resolve("secret.png");
    Stills.writePng(secret, Image.black(8, 8));
    Path root = Files.createDirectories(folder.resolve("set"));
    Stills.writePng(root.resolve(GOOD), Image.black(8, 8));
    Files.writeString(
        root.resolve("metadata.csv"),
        "file_name,label\n" + String.join("\n", nasty(secret)) + "\n" + GOOD + ",fear\n");
    Dataset set = Dataset.read(root);
    assertEquals(1, set.samples().size());
    assertEquals(root.resolve(GOOD), set.samples().get(0).path());
  }

  private static void read(Path root) {
    try {
      Dataset set = Dataset.read(root);
      Path real = root.toAbsolutePath().normalize();
      set.samples()
          .forEach(s -> assertTrue(s.path().toAbsolutePath().normalize().startsWith(real)));
      set.skipped().forEach(s -> assertTrue(!s.reason().isBlank()));
    } catch (InputException e) {
      String said = String.valueOf(e.getMessage());
      assertTrue(said.contains(String.valueOf(root.getFileName())), said);
    }
  }

  private static List<String> nasty(Path secret) {
    return List.of(
        "../secret.png,fear",
        secret.toAbsolutePath() + ",fear",
        "C:\\Windows\\win.ini,fear",
        "..\\secret.png,fear",
        "a\0b.png,fear",
        "x".repeat(1 << 20) + ",fear",
        "missing.png,fear",
        "loop/loop/loop/good.png,fear",
        ",fear",
        "a,b,c,d,e",
        "-- DROP,fear",
        "\"unclosed_but_closed\",fear",
        "CON,fear",
        ".,fear",
        "..,fear");
  }

  private static void loop(Path root) throws IOException {
    try {
      Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
    } catch (UnsupportedOperationException e) {
      Files.createDirectories(root.resolve("loop"));
    }
  }

  private static void write(Path root, RandomGenerator random, List<String> rows)
      throws IOException {
    List<String> lines = new ArrayList<>();
    boolean json = random.nextInt(3) == 0;
    String header = random.nextInt(8) == 0 ? "name;klass" : "file_name,label";
    lines.add(json ? "{\"file_name\":\"" + GOOD + "\",\"label\":\"fear\"}" : header);
    for (int i = 0; i < 12; i++) {
      String row = rows.get(random.nextInt(rows.size()));
      lines.add(json && random.nextBoolean() ? "{\"file_name\":\"" + row + "\"" : row);
    }
    lines.add(GOOD + ",fear");
    lines.add(GOOD + ",anger");
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    Charset[] charsets = {
      StandardCharsets.UTF_8,
      StandardCharsets.ISO_8859_1,
      StandardCharsets.UTF_16,
      StandardCharsets.UTF_16LE
    };
    String text = (random.nextBoolean() ? "\uFEFF" : "") + String.join(end, lines) + end + "ä,fear";
    byte[] bytes = text.getBytes(charsets[random.nextInt(charsets.length)]);
    for (int i = 0; i < random.nextInt(5); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    Files.write(root.resolve(json ? "metadata.jsonl" : "metadata.csv"), bytes);
  }
}
