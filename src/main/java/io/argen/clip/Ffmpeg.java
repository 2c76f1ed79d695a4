package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.argen.run.ArgenException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;

/** What reading and writing through FFmpeg share: silence, error texts, UTF-8. */
final class Ffmpeg {
  private static final int ERROR_TEXT_BYTES = 256;

  static {
    // Every failure is reported by us, with the file's name; FFmpeg's own lines would only repeat.
    av_log_set_level(AV_LOG_QUIET);
  }

  private Ffmpeg() {}

  /** Loads FFmpeg and silences it. */
  static void load() {
    // The static initialiser has done it.
  }

  /** FFmpeg's words for an error code. */
  static String errorText(int code) {
    byte[] text = new byte[ERROR_TEXT_BYTES];
    av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /**
   * Turns a negative return code of writing into an error that names the file.
   *
   * @throws ArgenException if {@code code} is negative
   */
  static void check(Path file, int code, String what) {
    if (code < 0) {
      throw new ArgenException(
          file
              + ": cannot "
              + what
              + " ("
              + errorText(code)
              + "); check free space and permissions, or choose another --out");
    }
  }

  /** A zero-ended UTF-8 copy outside the heap; the caller closes it. */
  static BytePointer utf8(String text) {
    return new BytePointer(text, StandardCharsets.UTF_8);
  }

  /** The address of a local file; the prefix keeps a colon in its name from being a protocol. */
  static BytePointer url(Path path) {
    return utf8("file:" + path.toAbsolutePath());
  }

  /** All entries of a dictionary, by key. */
  static Map<String, String> entries(AVDictionary dictionary) {
    Map<String, String> entries = new TreeMap<>();
    try (BytePointer any = utf8("")) {
      AVDictionaryEntry entry = null;
      while (true) {
        entry = av_dict_get(dictionary, any, entry, AV_DICT_IGNORE_SUFFIX);
        if (entry == null || entry.isNull()) {
          return entries;
        }
        entries.put(text(entry.key()), text(entry.value()));
      }
    }
  }

  private static String text(BytePointer bytes) {
    return bytes.getString(StandardCharsets.UTF_8);
  }
}
