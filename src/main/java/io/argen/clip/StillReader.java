package io.argen.clip;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A photo as a clip of one frame. */
final class StillReader implements ClipReader {
  private final ClipInfo info;
  private @Nullable Image image;

  StillReader(Path path) {
    Image read = Stills.read(path);
    this.image = read;
    this.info =
        new ClipInfo(
            path, ClipInfo.Kind.STILL, read.width(), read.height(), 0, 1, Images.looksGrey(read));
  }

  @Override
  public ClipInfo info() {
    return info;
  }

  @Override
  public @Nullable Frame next() {
    if (image == null) {
      return null;
    }
    Frame frame = new Frame(0, 0, image);
    image = null;
    return frame;
  }

  @Override
  public void close() {
    image = null;
  }
}
