package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.argen.run.ArgenException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * RGB to 4:2:0 with the BT.601 matrix in limited range, in 16.16 fixed point; chroma is sited left,
 * as H.264 assumes (a 1-2-1 filter along rows, a mean of two rows).
 */
final class LumaChroma implements AutoCloseable {
  private static final int HALF = 1 << 15;
  private static final int LUMA_OFFSET = (16 << 16) + HALF;

  /** Chroma sums carry a weight of 8: twice 1-2-1. */
  private static final int CHROMA_SHIFT = 19;

  private static final int CHROMA_OFFSET = (128 << CHROMA_SHIFT) + (1 << (CHROMA_SHIFT - 1));

  private final int width;
  private final int height;
  private final AVFrame frame = av_frame_alloc();
  private final byte[] row;

  /** Makes a frame of an even size. */
  LumaChroma(int width, int height) {
    this.width = width;
    this.height = height;
    this.row = new byte[width];
    frame.width(width);
    frame.height(height);
    frame.format(AV_PIX_FMT_YUV420P);
    if (av_frame_get_buffer(frame, 0) < 0) {
      av_frame_free(frame);
      throw new ArgenException("no memory for a frame of " + width + " x " + height);
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The picture in the encoder's format; the frame is reused by the next call. */
  AVFrame of(Image image) {
    av_frame_make_writable(frame);
    luma(image.rgb());
    chroma(image.rgb(), 1, -9714, -19070, 28784);
    chroma(image.rgb(), 2, 28784, -24103, -4681);
    return frame;
  }

  private void luma(byte[] rgb) {
    ByteBuffer plane = plane(0, height);
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum =
            16829 * (rgb[at] & 0xFF) + 33039 * (rgb[at + 1] & 0xFF) + 6416 * (rgb[at + 2] & 0xFF);
        row[x] = (byte) ((sum + LUMA_OFFSET) >> 16);
        at += 3;
      }
      plane.put(y * frame.linesize(0), row, 0, width);
    }
  }

  private void chroma(byte[] rgb, int planeIndex, int red, int green, int blue) {
    ByteBuffer plane = plane(planeIndex, height / 2);
    int stride = width * 3;
    for (int y = 0; y < height / 2; y++) {
      int above = 2 * y * stride;
      for (int x = 0; x < width / 2; x++) {
        int left = above + Math.max(0, 2 * x - 1) * 3;
        int middle = above + 2 * x * 3;
        int right = middle + 3;
        int sum =
            red * sum121(rgb, left, middle, right, stride)
                + green * sum121(rgb, left + 1, middle + 1, right + 1, stride)
                + blue * sum121(rgb, left + 2, middle + 2, right + 2, stride);
        row[x] = (byte) ((sum + CHROMA_OFFSET) >> CHROMA_SHIFT);
      }
      plane.put(y * frame.linesize(planeIndex), row, 0, width / 2);
    }
  }

  private static int sum121(byte[] rgb, int left, int middle, int right, int stride) {
    return (rgb[left] & 0xFF)
        + (rgb[left + stride] & 0xFF)
        + 2 * ((rgb[middle] & 0xFF) + (rgb[middle + stride] & 0xFF))
        + (rgb[right] & 0xFF)
        + (rgb[right + stride] & 0xFF);
  }

  private ByteBuffer plane(int index, int lines) {
    BytePointer data = frame.data(index);
    data.capacity((long) frame.linesize(index) * lines);
    return data.asByteBuffer();
  }

  @Override
  public void close() {
    av_frame_free(frame);
  }
}
