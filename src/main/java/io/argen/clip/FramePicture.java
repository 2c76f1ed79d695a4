package io.argen.clip;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The upright picture in a decoded frame: square pixels, padding cut off, turned as the container
 * says. Every picture has the first one's size, even if the stream changes its own.
 */
final class FramePicture implements AutoCloseable {
  private final Path path;
  private final double pixelAspect;
  private final Orientation orientation;
  private final Padding padding;
  private @Nullable PixelConverter converter;

  FramePicture(Path path, Demuxer demuxer) {
    this.path = path;
    this.pixelAspect = demuxer.pixelAspect();
    this.orientation = demuxer.orientation();
    this.padding = Padding.of(demuxer.tags());
  }

  Image of(AVFrame frame) {
    if (converter == null) {
      int width = Math.max(1, (int) Math.round(frame.width() * Math.max(1, pixelAspect)));
      int height = Math.max(1, (int) Math.round(frame.height() / Math.min(1, pixelAspect)));
      Stills.requireSize(path, width, height);
      converter = new PixelConverter(width, height);
    }
    return orientation.apply(padding.cut(converter.convert(frame)));
  }

  @Override
  public void close() {
    if (converter != null) {
      converter.close();
      converter = null;
    }
  }
}
