package io.argen.face;

import io.argen.clip.Image;

/** Cuts faces out upright and at one size, as recognisers like them. */
public final class AlignedFace {
  /** Side of the cut as a multiple of the face's longer side. */
  private static final double MARGIN = 1.2;

  private AlignedFace() {}

  /**
   * A square around a face with the outer eye corners on a level; black outside the picture.
   *
   * @param sizePx side of the result, pixels, at least 1
   */
  public static Image of(Image image, FaceMesh mesh, int sizePx) {
    if (sizePx < 1) {
      throw new IllegalArgumentException("sizePx must be at least 1, got " + sizePx);
    }
    float[] values = Region.around(mesh).faceOnly().scaled(MARGIN).sample(image, sizePx, 1f, 0f);
    byte[] rgb = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(values[i])));
    }
    return new Image(sizePx, sizePx, rgb);
  }
}
