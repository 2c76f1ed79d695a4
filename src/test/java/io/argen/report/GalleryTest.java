package io.argen.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GalleryTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void everySyntheticClipIsShownWithItsFileAndWhy() throws Exception {
    Path out = FakeRun.in(folder.resolve("out")).target(8).clips(64).write();
    int shown = Gallery.write(out);
    JsonNode data = data(out);
    assertEquals(shown, data.get("clips").size());
    assertTrue(shown > 10);
    for (JsonNode clip : data.get("clips")) {
      assertTrue(clip.get("file").asText().startsWith("train/synthetic/"), clip.toString());
      assertTrue(clip.get("why").toString().contains("composer/1"), clip.toString());
      JsonNode statement = clip.get("statements").get(0);
      assertEquals("The brows rise clearly.", statement.get("text").asText());
      String id = statement.get("evidence").get(0).asText();
      assertTrue(data.at("/passages/" + id + "/text").asText().startsWith("The outer part"), id);
    }
  }

  @Test
  void nothingInTheDataCanEndTheScriptAndOnlyOurScriptRuns() throws Exception {
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("train"));
    Files.writeString(
        out.resolve("train/metadata.jsonl"),
        "{\"file_name\":\"synthetic/a.mp4\",\"label\":\"</script><script>alert(1)</script>\","
            + "\"synthetic\":true,\"source\":\"real/a.jpg\",\"scores\":{\"identity\":0.9}}\n");
    assertEquals(1, Gallery.write(out));
    String page = Files.readString(out.resolve(Gallery.FILE));
    assertFalse(page.contains("<script>alert"));
    assertEquals(
        "</script><script>alert(1)</script>", data(out).get("clips").get(0).get("label").asText());
    String script = page.substring(page.lastIndexOf("<script>") + 8, page.lastIndexOf("</script>"));
    byte[] sha =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    assertTrue(page.contains("sha256-" + Base64.getEncoder().encodeToString(sha)));
  }

  @Test
  void aCodeIsShownWithItsMeaning() throws Exception {
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("train"));
    String row =
        "{\"file_name\":\"synthetic/%s.mp4\",\"label\":\"%s\",\"emotion\":%s,\"synthetic\":true,"
            + "\"source\":\"real/a.jpg\",\"scores\":{}}\n";
    Files.writeString(
        out.resolve("train/metadata.jsonl"),
        row.formatted("a", "4", "\"anger\"")
            + row.formatted("b", "Anger", "\"anger\"")
            + row.formatted("c", "9", "null"));
    Gallery.write(out);
    JsonNode clips = data(out).get("clips");
    assertEquals("4 (anger)", clips.get(0).get("label").asText());
    assertEquals("Anger", clips.get(1).get("label").asText());
    assertEquals("9", clips.get(2).get("label").asText());
  }

  private static JsonNode data(Path out) throws IOException {
    String page = Files.readString(out.resolve(Gallery.FILE));
    String start = "id=\"data\">";
    int from = page.indexOf(start) + start.length();
    return Json.tree(page.substring(from, page.indexOf("</script>", from)));
  }
}
