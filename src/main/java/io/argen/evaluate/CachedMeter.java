package io.argen.evaluate;

import io.argen.face.FaceNets;
import io.argen.run.ContentCache;
import io.argen.run.Digests;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures clips of which the shared cache knows nothing. Safe for several threads. */
final class CachedMeter {
  private static final String KIND = "generation/1 ";

  private final Supplier<FaceNets> nets;
  private final ContentCache cache;
  private @Nullable ClipMeter ready;

  /**
   * A meter.
   *
   * @param nets asked for once, when a clip is not known
   */
  CachedMeter(Supplier<FaceNets> nets, ContentCache cache) {
    this.nets = nets;
    this.cache = cache;
  }

  /**
   * Measures.
   *
   * @throws io.argen.run.InputException if the clip cannot be read
   */
  ClipMeter.Measured measure(Evaluated clip) {
    if (!cache.keeps()) {
      return meter().measure(clip);
    }
    String kind = kind(clip);
    ClipMeter.Measured known = cache.get(kind, clip.path()).map(CachedMeter::parse).orElse(null);
    if (known == null) {
      known = meter().measure(clip);
      cache.put(kind, clip.path(), Json.line(known).getBytes(StandardCharsets.UTF_8));
    }
    return known;
  }

  private synchronized ClipMeter meter() {
    ClipMeter meter = ready;
    if (meter == null) {
      meter = new ClipMeter(nets.get());
      ready = meter;
    }
    return meter;
  }

  /** All but the clip's own content that what is said of it depends on. */
  private String kind(Evaluated clip) {
    return KIND
        + Digests.hex(
            clip.name(),
            clip.label(),
            clip.emotion().toString(),
            clip.person(),
            clip.source().map(this::source).orElse(""),
            Json.line(clip.asked()));
  }

  private String source(Evaluated.Source source) {
    try {
      return source.clip() + "#" + cache.hashes().of(source.clip()) + "#" + source.frame();
    } catch (IOException missing) {
      return source.toString();
    }
  }

  private static ClipMeter.@Nullable Measured parse(byte[] bytes) {
    try {
      return Json.parse(new String(bytes, StandardCharsets.UTF_8), ClipMeter.Measured.class);
    } catch (IOException foreign) {
      return null;
    }
  }
}
