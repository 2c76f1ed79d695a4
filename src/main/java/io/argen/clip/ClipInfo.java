package io.argen.clip;

import java.nio.file.Path;

/**
 * What is known of a clip before its frames are read.
 *
 * @param path where it lies
 * @param kind how it is stored
 * @param width pixels after rotation
 * @param height pixels after rotation
 * @param frameRateHz mean rate; 0 for a still
 * @param estimatedFrames what the container promises; 0 if it does not say. Never rely on it.
 * @param grey whether the stored picture has one channel (or three equal ones in every frame looked
 *     at)
 */
public record ClipInfo(
    Path path,
    Kind kind,
    int width,
    int height,
    double frameRateHz,
    int estimatedFrames,
    boolean grey) {

  /** How a clip is stored. */
  public enum Kind {
    VIDEO,
    GIF,
    FRAME_FOLDER,
    STILL
  }
}
