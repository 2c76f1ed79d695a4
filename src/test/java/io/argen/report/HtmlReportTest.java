package io.argen.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlReportTest {
  private Path folder = Path.of("");

  @BeforeEach
  void inAFolder(@TempDir Path temp) {
    folder = temp;
  }

  private String report(Path out) throws IOException {
    Path html = folder.resolve("report.html");
    HtmlReport.write(out, html);
    assertTrue(Files.size(html) <= HtmlReport.MAX_BYTES);
    return Files.readString(html, StandardCharsets.UTF_8);
  }

  private static int count(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    int n = 0;
    while (matcher.find()) {
      n++;
    }
    return n;
  }

  @Test
  void clipsAreShownWithPicturesVideosAndCurves() throws IOException {
    Path out = FakeRun.in(folder.resolve("out")).target(8).clips(64).write();
    String html = report(out);
    int clips = count(html, "<article class=\"clip\">");
    assertTrue(clips > 10, "clips shown: " + clips);
    assertEquals(8 * clips, count(html, "<img src=\"data:image/jpeg;base64,"));
    assertTrue(count(html, "<video [^>]*src=\"data:video/mp4;base64,") >= 6);
    assertEquals(count(html, "class=\"measured\" d="), count(html, "class=\"asked\" d="));
    assertTrue(html.contains("A face moves from rest to fear"));
    assertTrue(html.contains("lip corner puller"));
  }

  @Test
  void everySentenceUnfoldsItsEvidenceAndTheModelsCostIsTold() throws IOException {
    String html = report(FakeRun.in(folder.resolve("out")).target(6).clips(64).write());
    int clips = count(html, "<article class=\"clip\">");
    assertEquals(clips, count(html, "<details class=\"evidence\">"));
    assertEquals(clips, count(html, "The outer part of each eyebrow is lifted\\."));
    assertEquals(clips, count(html, "a manual; from memory, not checked there"));
    assertEquals(clips, count(html, "\\[gone\\.since"));
    for (String part : new String[] {"says the plan to 0.93", "12345", "the server is down"}) {
      assertTrue(html.contains(part), part);
    }
  }

  @Test
  void nothingIsFetchedAndNothingRuns() throws IOException {
    String html = report(FakeRun.in(folder.resolve("out")).target(4).clips(64).write());
    assertEquals(0, count(html, "(?i)<script|<link|<iframe|@import|url\\("));
    assertEquals(0, count(html, "(?i)\\son[a-z]+="));
    assertEquals(0, count(html, "(?:src|poster)=\"(?!data:)"));
    assertEquals(0, count(html, "href=\"(?!#)"));
    assertTrue(html.contains("default-src 'none'"), "browsers are told to fetch nothing");
  }

  @Test
  void allClipsAreOneClickAwayWhereTheGalleryLiesBesideTheReport() throws IOException {
    Path out = FakeRun.in(folder.resolve("out")).target(4).clips(64).write();
    Gallery.write(out);
    HtmlReport.write(out, out.resolve("report.html"));
    assertEquals(1, count(Files.readString(out.resolve("report.html")), "href=\"gallery\\.html\""));
    Path elsewhere = folder.resolve("elsewhere.html");
    HtmlReport.write(out, elsewhere);
    assertEquals(0, count(Files.readString(elsewhere), "href=\"(?!#)"));
  }

  @Test
  void hostileNamesAreShownAsText() throws IOException {
    String label = "<script>alert(1)</script>\"'&😀";
    Path out =
        FakeRun.in(folder.resolve("out"))
            .classes(Map.of(label, 1, "\"><img src=x onerror=alert(1)>", 3))
            .target(3)
            .skip("<svg/onload=alert(2)>.mp4", "' onmouseover='alert(3)")
            .write();
    String html = report(out);
    assertFalse(html.contains("<script"));
    assertFalse(html.contains("<img src=x"));
    assertFalse(html.contains("<svg/onload"));
    assertFalse(html.contains("' onmouseover='"));
    assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;😀"));
  }

  @Test
  void signsThatTurnOrBreakLinesAreMadeVisible() {
    assertEquals("a\ufffdb c", Text.label("a\u202eb\nc"));
    assertEquals("👩\u200d🔬", Text.label("👩\u200d🔬"));
    assertEquals(81, Text.label("x".repeat(500)).length());
  }

  @Test
  void filesOutsideTheOutputAreNotEmbedded() throws IOException {
    Path out = FakeRun.in(folder.resolve("out")).target(2).write();
    Path secret = folder.resolve("secret.mp4");
    Files.writeString(secret, "secret");
    assertTrue(SampleClips.inside(out, "../secret.mp4").isEmpty());
    assertTrue(SampleClips.inside(out, secret.toString()).isEmpty());
    assertTrue(SampleClips.inside(out, "").isEmpty());
    Files.createSymbolicLink(out.resolve("link.mp4"), secret);
    assertTrue(SampleClips.inside(out, "link.mp4").isEmpty());
    assertTrue(SampleClips.inside(out, ".argen/items.jsonl").isPresent());
  }

  @Test
  void aRunThatDidNotFinishIsReportedWithNotes() throws IOException {
    Path out = FakeRun.in(folder.resolve("out")).target(6).clips(64).write();
    Path hidden = out.resolve(".argen");
    Files.delete(hidden.resolve("result.json"));
    Files.writeString(hidden.resolve("run.json"), "{\"provenance\": {");
    Files.writeString(hidden.resolve("items.jsonl"), "{\"id\":\"torn", StandardOpenOption.APPEND);
    String html = report(out);
    assertTrue(html.contains("result.json is missing"));
    assertTrue(html.contains("run.json is damaged"));
    assertTrue(html.contains("items.jsonl: 1 line could not be read"));
    assertTrue(count(html, "<article class=\"clip\">") > 5);
    assertTrue(count(html, "<rect class=\"added\"") >= 7);
  }

  @Test
  void anEmptyRunAndDamagedClipsStillMakeAReport() throws IOException {
    Path empty = folder.resolve("empty");
    Files.createDirectories(empty.resolve(".argen"));
    assertTrue(report(empty).contains("items.jsonl is missing"));

    Path out = FakeRun.in(folder.resolve("out")).target(3).write();
    for (String line : Files.readAllLines(out.resolve(".argen/items.jsonl"))) {
      Matcher name = Pattern.compile("train/synthetic/[0-9a-f]+\\.mp4").matcher(line);
      assertTrue(name.find());
      Files.writeString(out.resolve(name.group()), "no video");
    }
    assertTrue(report(out).contains("The clip cannot be read."));
  }

  @Test
  void aFolderOfSomethingElseIsRefused() {
    assertThrows(InputException.class, () -> HtmlReport.write(folder.resolve("none"), folder));
    assertThrows(
        InputException.class, () -> HtmlReport.write(folder, folder.resolve("report.html")));
  }

  @Test
  void theSameFolderGivesTheSameBytes() throws IOException {
    Path out = FakeRun.in(folder.resolve("out")).target(6).clips(64).write();
    byte[] first = report(out).getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(first, report(out).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theChoiceOfClipsDoesNotDependOnTheOrderOfWork() throws IOException {
    Path out = FakeRun.in(folder.resolve("out")).target(30).write();
    String first = report(out);
    Path items = out.resolve(".argen/items.jsonl");
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(items));
    java.util.Collections.reverse(lines);
    Files.write(items, lines);
    assertEquals(first, report(out));
  }

  @Test
  void manyClassesAndLongTextsStayWithinBounds() throws IOException {
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (int k = 0; k < 450; k++) {
      classes.put("class " + k + " " + "long ".repeat(100), 1);
    }
    FakeRun run = FakeRun.in(folder.resolve("out")).classes(classes).target(2);
    for (int k = 0; k < 1000; k++) {
      run.skip("clip " + k + "x".repeat(1000), "is cut off");
    }
    String html = report(run.write());
    assertTrue(html.length() < 4_000_000, "characters: " + html.length());
    assertTrue(html.contains("390 smaller classes are not shown"));
    assertTrue(html.contains("901 more are in"));
    assertEquals(96, count(html, "<article class=\"clip\">"));
  }

  @Test
  void twelveThousandItemsTakeLessThanAMinute() throws IOException {
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (String label : List.of("happiness", "neutral", "surprise", "sadness", "anger", "fear")) {
      classes.put(label, 10);
    }
    Path out = FakeRun.in(folder.resolve("out")).classes(classes).target(2010).write();
    String html = assertTimeout(Duration.ofSeconds(60), () -> report(out));
    assertTrue(html.contains("Shown are 36 of 10\u202f"), "a tenth of 12,000 is rejected");
    assertTrue(html.length() < 2_000_000, "characters: " + html.length());
  }
}
