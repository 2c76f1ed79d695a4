package io.argen.cli;

import io.argen.face.ModelStore;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.CodeVersion;
import io.argen.run.ContentCache;
import io.argen.run.Digests;
import io.argen.run.InputException;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where all verbs keep what they measured of clips, and how the user bounds it. */
final class SharedCache {
  /** The environment variable: {@code off}, or a size. */
  static final String VARIABLE = "ARGEN_ANALYSIS_CACHE";

  static final String DEFAULT_SIZE = "4G";

  /** What measuring goes through: a change in any of them may change what is measured. */
  private static final List<String> CODE =
      List.of("tensor", "clip", "facs", "face", "motion", "augment", "recognize", "evaluate");

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([mg])b?");
  private static final int MEGABYTE_BITS = 20;
  private static final int GIGABYTE_BITS = 30;

  private SharedCache() {}

  /** The folder on this machine. */
  static Path folder(Places places) {
    return places.cache().resolve("analysis");
  }

  /** Bytes it may hold, 0 if it is turned off. */
  static long mostBytes() {
    String given = System.getenv().getOrDefault(VARIABLE, DEFAULT_SIZE).strip();
    return mostBytes(given.isEmpty() ? DEFAULT_SIZE : given);
  }

  static long mostBytes(String given) {
    String size = given.toLowerCase(Locale.ROOT);
    if (size.equals("off") || size.equals("0")) {
      return 0;
    }
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new InputException(
          VARIABLE
              + "="
              + given
              + " is no size; give a number of megabytes or gigabytes, as in 500M or 8G, or off");
    }
    int bits = matcher.group(2).equals("g") ? GIGABYTE_BITS : MEGABYTE_BITS;
    return Long.parseLong(matcher.group(1)) << bits;
  }

  /** Opens it as the user's environment says. */
  static ContentCache open(Places places) {
    long most = mostBytes();
    return most == 0 ? ContentCache.none() : ContentCache.open(folder(places), most, version());
  }

  /**
   * Deletes all that is kept.
   *
   * @throws io.argen.run.ArgenException if it cannot be deleted
   */
  static void clear(Places places) {
    try {
      AtomicFiles.deleteTree(folder(places));
      RunPictures.sweep(RunPictures.root(places));
    } catch (IOException e) {
      throw new ArgenException(
          folder(places) + ": cannot be deleted; see who owns it, or whether a run uses it", e);
    }
  }

  private static String version() {
    return Digests.hex(
        CodeVersion.of(CODE),
        Json.line(ModelStore.hashes()),
        System.getProperty("os.name", "") + System.getProperty("os.arch", ""));
  }
}
