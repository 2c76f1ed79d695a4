package io.argen.clip;

import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a silent MP4 (4:2:0, H.264 by openh264 if not asked otherwise) whose bytes depend on
 * nothing but frames, rate and mark. Odd and tiny sizes are padded by repeating the edge and
 * tagged, so that {@link Clips#open} gives the true size back.
 */
public final class VideoWriter implements ClipWriter {
  /** openh264's limit, level 5.2: 36,864 macroblocks. */
  private static final int MAX_CODED_PIXELS = 36_864 * 256;

  private static final double MAX_RATE_HZ = 1000;

  private final Path file;
  private final Path temp;
  private final int width;
  private final int height;
  private final ClipMark mark;
  private final VideoEncoder encoder;
  private final Mp4Muxer muxer;
  private int frames;
  private boolean closed;

  private VideoWriter(
      Path file, int width, int height, double frameRateHz, ClipMark mark, Coding coding) {
    Ffmpeg.load();
    this.file = file;
    this.temp = AtomicFiles.tempFor(file);
    this.width = width;
    this.height = height;
    this.mark = mark;
    this.encoder =
        new VideoEncoder(file, Padding.padded(width), Padding.padded(height), frameRateHz, coding);
    try {
      this.muxer = new Mp4Muxer(file, temp, encoder.context(), tags());
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /**
   * Starts a clip of high quality: photo-like pictures come back at 40 dB luma and more.
   *
   * @see #create(Path, int, int, double, ClipMark, Coding)
   */
  public static VideoWriter create(
      Path file, int width, int height, double frameRateHz, ClipMark mark) {
    return create(file, width, height, frameRateHz, mark, Coding.FINE);
  }

  /**
   * Starts a clip; a file of that name is replaced when it is finished.
   *
   * @param width pixels, at least 1
   * @param height pixels; {@code width * height} at most about 9.4 megapixels
   * @param frameRateHz frames a second, greater than 0
   * @param coding how pictures are coded
   * @throws ArgenException if the file cannot be made, or the size is beyond the encoder
   */
  public static VideoWriter create(
      Path file, int width, int height, double frameRateHz, ClipMark mark, Coding coding) {
    requireRate(frameRateHz);
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "width and height must be at least 1, got " + width + " x " + height);
    }
    long codedPixels = (long) Padding.padded(width) * Padding.padded(height);
    if (codedPixels > MAX_CODED_PIXELS) {
      throw new ArgenException(
          file
              + ": %d x %d pixels are more than H.264 by openh264 takes (9.4 megapixels);"
                  .formatted(width, height)
              + " choose a smaller --size, or write frame folders");
    }
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
    return new VideoWriter(file, width, height, frameRateHz, mark, coding);
  }

  static void requireRate(double frameRateHz) {
    if (!(frameRateHz > 0) || frameRateHz > MAX_RATE_HZ) {
      throw new IllegalArgumentException(
          "frameRateHz must be greater than 0 and at most 1000, got " + frameRateHz);
    }
  }

  static void requireSize(Image image, int width, int height) {
    if (image.width() != width || image.height() != height) {
      throw new IllegalArgumentException(
          "every frame must be %d x %d, got %d x %d"
              .formatted(width, height, image.width(), image.height()));
    }
  }

  private boolean isPadded() {
    return width != Padding.padded(width) || height != Padding.padded(height);
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>(ClipMarks.tags(mark));
    if (isPadded()) {
      tags.put(Padding.TAG, new Padding(width, height).tag());
    }
    return tags;
  }

  @Override
  public void write(Image image) {
    if (closed) {
      throw new IllegalStateException(file + ": the clip is closed");
    }
    requireSize(image, width, height);
    Image padded =
        isPadded() ? Padding.copy(image, Padding.padded(width), Padding.padded(height)) : image;
    try {
      encoder.encode(padded, muxer::write);
      frames++;
    } catch (ArgenException e) {
      abort();
      throw e;
    }
  }

  @Override
  public void abort() {
    if (closed) {
      return;
    }
    free();
    try {
      Files.deleteIfExists(temp);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    try {
      if (frames == 0) {
        throw new ArgenException(file + ": no frame was written");
      }
      encoder.finish(muxer::write);
      muxer.finish();
    } catch (ArgenException e) {
      abort();
      throw e;
    }
    free();
    try {
      appendMark();
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  /** Adds the XMP box and brings the bytes to the disk. */
  private void appendMark() throws IOException {
    try (FileChannel channel =
        FileChannel.open(temp, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      if (mark.isSynthetic()) {
        ByteBuffer box = ByteBuffer.wrap(Xmp.box(mark));
        while (box.hasRemaining()) {
          channel.write(box);
        }
      }
      channel.force(true);
    }
  }

  private void free() {
    closed = true;
    muxer.close();
    encoder.close();
  }
}
