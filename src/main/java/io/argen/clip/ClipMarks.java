package io.argen.clip;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a clip's mark stands: in an MP4's tags, or in a frame folder's sidecar. */
public final class ClipMarks {
  /** The IPTC Extension property, as a key of an MP4's tags. */
  static final String SOURCE_TYPE = "Iptc4xmpExt:DigitalSourceType";

  private static final String GENERATOR = "generator";
  private static final String SEED = "seed";
  private static final String PROMPT = "prompt";

  private ClipMarks() {}

  /** The tags of a mark, in the order written; none for a clip that needs no mark. */
  static Map<String, String> tags(ClipMark mark) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (mark.isSynthetic()) {
      tags.put(SOURCE_TYPE, mark.method().digitalSourceType());
      tags.put(GENERATOR, mark.generator());
      tags.put(SEED, Long.toString(mark.seed()));
      tags.put(PROMPT, mark.prompt());
    }
    return tags;
  }

  /**
   * The mark of a clip, if it has one.
   *
   * @throws InputException if the clip cannot be opened
   */
  public static Optional<ClipMark> read(Path clip) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (Files.isDirectory(clip)) {
      JsonNode sidecar = FrameFolder.sidecar(clip).orElse(null);
      if (sidecar != null) {
        sidecar
            .fields()
            .forEachRemaining(field -> tags.put(field.getKey(), field.getValue().asText()));
      }
    } else if (FileSignature.of(clip) == FileSignature.Kind.VIDEO) {
      try (Demuxer demuxer = new Demuxer(clip)) {
        tags.putAll(demuxer.tags());
      }
    }
    String sourceType = tags.get(SOURCE_TYPE);
    return sourceType == null
        ? Optional.empty()
        : Optional.of(
            new ClipMark(
                tags.getOrDefault(GENERATOR, "unknown"),
                seed(tags.getOrDefault(SEED, "0")),
                tags.getOrDefault(PROMPT, ""),
                ClipMark.Method.ofDigitalSourceType(sourceType)));
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }
}
