package io.argen.clip;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a clip as a folder of pictures {@code frame_000001.png, ..} and a sidecar {@code
 * argen.json} with its rate and mark. The folder is made beside its place and renamed when done.
 */
public final class FrameFolderWriter implements ClipWriter {
  /** Nearly without a loss. */
  public static final int DEFAULT_QUALITY = 95;

  private final Path folder;
  private final Path temp;
  private final String extension;
  private final double frameRateHz;
  private final ClipMark mark;
  private final int quality;
  private int frames;
  private int width;
  private int height;
  private boolean closed;

  private FrameFolderWriter(
      Path folder, Path temp, String extension, double frameRateHz, ClipMark mark, int quality) {
    this.quality = quality;
    this.folder = folder;
    this.temp = temp;
    this.extension = extension;
    this.frameRateHz = frameRateHz;
    this.mark = mark;
  }

  /** Starts a clip whose JPEGs are nearly without a loss. */
  public static FrameFolderWriter create(
      Path folder, String extension, double frameRateHz, ClipMark mark) {
    return create(folder, extension, frameRateHz, mark, DEFAULT_QUALITY);
  }

  /**
   * Starts a clip; a folder of that name is replaced when it is finished.
   *
   * @param extension {@code png} or {@code jpg}
   * @param quality of JPEGs, 1-100
   * @throws ArgenException if the folder cannot be made
   */
  public static FrameFolderWriter create(
      Path folder, String extension, double frameRateHz, ClipMark mark, int quality) {
    if (!extension.equals("png") && !extension.equals("jpg")) {
      throw new IllegalArgumentException("extension must be png or jpg, got " + extension);
    }
    VideoWriter.requireRate(frameRateHz);
    Path temp = AtomicFiles.tempFor(folder);
    try {
      AtomicFiles.deleteTree(temp);
      Files.createDirectories(temp);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(folder, e);
    }
    return new FrameFolderWriter(folder, temp, extension, frameRateHz, mark, quality);
  }

  @Override
  public void write(Image image) {
    if (frames == 0) {
      width = image.width();
      height = image.height();
    }
    VideoWriter.requireSize(image, width, height);
    String name = String.format(Locale.ROOT, "frame_%06d.%s", frames + 1, extension);
    byte[] bytes = extension.equals("png") ? Stills.png(image) : Stills.jpeg(image, quality);
    try {
      Files.write(temp.resolve(name), bytes);
    } catch (IOException e) {
      abort();
      throw AtomicFiles.unwritable(folder, e);
    }
    frames++;
  }

  @Override
  public void abort() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      AtomicFiles.deleteTree(temp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (frames == 0) {
      abort();
      throw new ArgenException(folder + ": no frame was written");
    }
    closed = true;
    try {
      Files.writeString(temp.resolve(FrameFolder.SIDECAR), Json.pretty(sidecar()));
      AtomicFiles.deleteTree(folder);
      AtomicFiles.moveIntoPlace(temp, folder);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(folder, e);
    }
  }

  private ObjectNode sidecar() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("schema", FrameFolder.SCHEMA);
    node.put("frame_rate_hz", frameRateHz);
    node.put("frames", frames);
    node.put("width", width);
    node.put("height", height);
    node.put("synthetic", mark.isSynthetic());
    ClipMarks.tags(mark).forEach(node::put);
    return node;
  }
}
