package io.argen.clip;

/** Takes a clip's frames one by one; nothing is seen at the clip's path before {@link #close}. */
public interface ClipWriter extends AutoCloseable {
  /**
   * Adds the next frame.
   *
   * @throws IllegalArgumentException if its size differs from the clip's
   * @throws io.argen.run.ArgenException if the disk does not take it
   */
  void write(Image image);

  /** Gives up: deletes what was written so far. A later {@link #close} does nothing. */
  void abort();

  /**
   * Finishes the clip and renames it into place; a second call does nothing.
   *
   * @throws io.argen.run.ArgenException if it has no frame or the disk does not take it
   */
  @Override
  void close();
}
