package io.argen.clip;

import org.jspecify.annotations.Nullable;

/**
 * A forward stream of a clip's frames; memory is bounded whatever the clip's length. Opened by
 * {@link Clips#open}.
 */
public interface ClipReader extends AutoCloseable {
  ClipInfo info();

  /**
   * The next frame, or null at the end.
   *
   * @throws io.argen.run.InputException if the data is broken, naming the file and the cure; frames
   *     returned before stay valid
   */
  @Nullable Frame next();

  @Override
  void close();
}
