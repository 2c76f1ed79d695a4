package io.argen.clip;

import io.argen.run.InputException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames of a folder of pictures; all have the first one's size. */
final class FrameFolderReader implements ClipReader {
  private final List<Path> files;
  private final ClipInfo info;
  private @Nullable Image first;
  private int index;

  FrameFolderReader(Path folder) {
    this.files = FrameFolder.pictures(folder);
    if (files.isEmpty()) {
      throw new InputException(
          folder, "holds no pictures", "give a folder of PNG, JPEG, BMP or WebP frames");
    }
    Image image = Stills.read(files.get(0));
    this.first = image;
    this.info =
        new ClipInfo(
            folder,
            ClipInfo.Kind.FRAME_FOLDER,
            image.width(),
            image.height(),
            FrameFolder.rateHz(folder),
            files.size(),
            Images.looksGrey(image));
  }

  @Override
  public ClipInfo info() {
    return info;
  }

  @Override
  public @Nullable Frame next() {
    if (index >= files.size()) {
      return null;
    }
    Path file = files.get(index);
    Image image = first != null ? first : Stills.read(file);
    first = null;
    if (image.width() != info.width() || image.height() != info.height()) {
      throw new InputException(
          file,
          "is %d x %d pixels, the first frame %d x %d"
              .formatted(image.width(), image.height(), info.width(), info.height()),
          "give all frames one size");
    }
    Frame frame = new Frame(index, index / info.frameRateHz(), image);
    index++;
    return frame;
  }

  @Override
  public void close() {
    index = files.size();
    first = null;
  }
}
