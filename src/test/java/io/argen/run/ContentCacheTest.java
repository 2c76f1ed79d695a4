package io.argen.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentCacheTest {
  private static final byte[] MEASURED = {1, 2, 3};
  private static final int MANY = 1 << 20;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temp;

  private Path folder = Path.of("");

  @BeforeEach
  void names() {
    folder = temp.resolve("cache");
  }

  private Path clip(String name, String content) throws IOException {
    return Files.writeString(temp.resolve(name), content);
  }

  private ContentCache open(String version) {
    return ContentCache.open(folder, MANY, version);
  }

  @Test
  void whatIsKnownOfAContentIsKnownWhereverItLies() throws IOException {
    try (ContentCache cache = open("1")) {
      cache.put("faces", clip("a.mp4", "smile"), MEASURED);
    }
    try (ContentCache cache = open("1")) {
      assertArrayEquals(MEASURED, cache.get("faces", clip("b.mp4", "smile")).orElseThrow());
      assertTrue(cache.get("frames", clip("b.mp4", "smile")).isEmpty(), "another kind");
      assertTrue(cache.get("faces", clip("c.mp4", "frown")).isEmpty(), "another content");
    }
    try (ContentCache cache = open("2")) {
      assertTrue(cache.get("faces", clip("a.mp4", "smile")).isEmpty(), "measured by other code");
    }
  }

  @Test
  void aDamagedEntryIsForgottenAndCanBeKeptAnew() throws IOException {
    Path clip = clip("a.mp4", "smile");
    try (ContentCache cache = open("1")) {
      cache.put("faces", clip, MEASURED);
      Path entry = entries().get(0);
      byte[] bytes = Files.readAllBytes(entry);
      for (int cut = 0; cut < bytes.length; cut++) {
        Files.write(entry, Arrays.copyOf(bytes, cut));
        assertTrue(cache.get("faces", clip).isEmpty(), "cut at " + cut);
      }
      bytes[bytes.length - 1] ^= 1;
      Files.write(entry, bytes);
      assertTrue(cache.get("faces", clip).isEmpty(), "a turned bit");
      cache.put("faces", clip, MEASURED);
      assertTrue(cache.get("faces", clip).isPresent());
    }
  }

  @Test
  void onlyItsOwnerMayLookIntoIt() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ContentCache cache = open("1")) {
      cache.put("faces", clip("a.mp4", "smile"), MEASURED);
    }
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    Path entry = entries().get(0);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)));
  }

  @Test
  void whenItIsFullWhatWasNotUsedForLongestGoes() throws IOException {
    int most = 10 * 4096;
    try (ContentCache cache = ContentCache.open(folder, most, "1")) {
      for (int i = 0; i < 8; i++) {
        cache.put("faces", clip("old", "old " + i), MEASURED);
      }
      for (Path entry : entries()) {
        Files.setLastModifiedTime(entry, FileTime.fromMillis(1_000_000));
      }
      assertTrue(cache.get("faces", clip("old", "old 5")).isPresent(), "used again");
      for (int i = 0; i < 6; i++) {
        cache.put("faces", clip("new", "new " + i), MEASURED);
      }
    }
    assertTrue(CacheFiles.of(folder).bytes() <= most, CacheFiles.of(folder).toString());
    try (ContentCache cache = ContentCache.open(folder, most, "1")) {
      assertTrue(cache.get("faces", clip("old", "old 5")).isPresent());
      for (int i = 0; i < 6; i++) {
        assertTrue(cache.get("faces", clip("new", "new " + i)).isPresent());
      }
    }
    assertTrue(CacheFiles.of(folder).files().size() >= 7, "not emptied more than needed");
  }

  @Test
  void manyAtOnceNeitherTearNorMixEntries() throws Exception {
    List<Path> clips = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clips.add(clip("clip" + i, "content " + i));
    }
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      // Each with a cache of its own, as processes have.
      Thread thread =
          new Thread(
              () -> {
                try (ContentCache cache = open("1")) {
                  for (int round = 0; round < 10; round++) {
                    for (int i = 0; i < clips.size(); i++) {
                      byte[] mine = new byte[5000];
                      Arrays.fill(mine, (byte) i);
                      cache
                          .get("faces", clips.get(i))
                          .ifPresent(kept -> assertArrayEquals(mine, kept));
                      cache.put("faces", clips.get(i), mine);
                    }
                  }
                }
              });
      thread.setUncaughtExceptionHandler((where, failure) -> failures.add(failure));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), failures);
    assertEquals(20, entries().size(), "nothing unfinished is left");
  }

  @Test
  void oneThatCannotBeWrittenForgetsAndEndsNothing() throws IOException {
    Files.writeString(folder, "a file in its place");
    Path clip = clip("a.mp4", "smile");
    for (ContentCache none : List.of(open("1"), ContentCache.none())) {
      try (ContentCache cache = none) {
        cache.put("faces", clip, MEASURED);
        assertTrue(cache.get("faces", clip).isEmpty());
        assertFalse(cache.keeps());
        assertNotEquals("", cache.hashes().of(clip));
      }
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("hashes.jsonl"))
          .toList();
    }
  }
}
