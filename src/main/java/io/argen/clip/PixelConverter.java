package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_PAL8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.argen.run.ArgenException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns decoded frames of any pixel format into RGB of one size. The YUV matrix and range are the
 * frame's own; where it names no matrix, BT.709 from 720 lines on and BT.601 below, as players do.
 */
final class PixelConverter implements AutoCloseable {
  private static final int HD_LINES = 720;
  private static final int UNITY = 1 << 16;

  /** Exact and equal on every processor; without these swscale takes faster, coarser ways. */
  private static final int FLAGS =
      SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT;

  private final int width;
  private final int height;
  private @Nullable SwsContext context;
  private @Nullable AVFrame target;
  private Source source = new Source(0, 0, AV_PIX_FMT_NONE, 0, 0);

  /** What the present context was made for. */
  private record Source(int width, int height, int format, int matrix, int range) {}

  PixelConverter(int width, int height) {
    this.width = width;
    this.height = height;
  }

  Image convert(AVFrame frame) {
    Source now =
        new Source(frame.width(), frame.height(), frame.format(), matrix(frame), fullRange(frame));
    boolean alpha = hasAlpha(now.format);
    if (context == null || target == null || !now.equals(source)) {
      close();
      context = newContext(now, alpha);
      target = newTarget(alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24);
      source = now;
    }
    int rc =
        sws_scale(
            context,
            frame.data(),
            frame.linesize(),
            0,
            frame.height(),
            target.data(),
            target.linesize());
    if (rc < 0) {
      throw new ArgenException("cannot convert pixels: " + Ffmpeg.errorText(rc));
    }
    return alpha ? copyOverGrey(target) : copy(target);
  }

  private SwsContext newContext(Source from, boolean alpha) {
    SwsContext made =
        sws_getContext(
            from.width,
            from.height,
            from.format,
            width,
            height,
            alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24,
            FLAGS,
            null,
            null,
            (DoublePointer) null);
    if (made == null || made.isNull()) {
      throw new ArgenException("cannot convert pixel format " + from.format + " to RGB");
    }
    IntPointer coefficients = sws_getCoefficients(from.matrix);
    sws_setColorspaceDetails(made, coefficients, from.range, coefficients, 1, 0, UNITY, UNITY);
    return made;
  }

  private AVFrame newTarget(int format) {
    AVFrame made = av_frame_alloc();
    made.width(width);
    made.height(height);
    made.format(format);
    int rc = av_frame_get_buffer(made, 0);
    if (rc < 0) {
      av_frame_free(made);
      throw new ArgenException("no memory for a frame of " + width + " x " + height);
    }
    return made;
  }

  private static int matrix(AVFrame frame) {
    int named = frame.colorspace();
    boolean unnamed = named == AVCOL_SPC_UNSPECIFIED || named == AVCOL_SPC_RGB;
    if (!unnamed) {
      return named;
    }
    return frame.height() >= HD_LINES ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
  }

  private static int fullRange(AVFrame frame) {
    int format = frame.format();
    boolean grey = format == AV_PIX_FMT_GRAY8;
    boolean jpeg =
        format == AV_PIX_FMT_YUVJ420P
            || format == AV_PIX_FMT_YUVJ422P
            || format == AV_PIX_FMT_YUVJ444P
            || format == AV_PIX_FMT_YUVJ440P;
    int range = frame.color_range();
    boolean full =
        range == AVCOL_RANGE_JPEG || (range == AVCOL_RANGE_UNSPECIFIED && (grey || jpeg));
    return full ? 1 : 0;
  }

  private static boolean hasAlpha(int format) {
    // A palette's entries carry alpha, though its descriptor may not say so: GIFs need it.
    return format == AV_PIX_FMT_PAL8
        || (av_pix_fmt_desc_get(format).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
  }

  private Image copy(AVFrame frame) {
    Image image = Image.black(width, height);
    ByteBuffer pixels = pixels(frame);
    for (int y = 0; y < height; y++) {
      pixels.get(y * frame.linesize(0), image.rgb(), y * width * 3, width * 3);
    }
    return image;
  }

  private Image copyOverGrey(AVFrame frame) {
    Image image = Image.black(width, height);
    byte[] row = new byte[width * 4];
    ByteBuffer pixels = pixels(frame);
    int to = 0;
    for (int y = 0; y < height; y++) {
      pixels.get(y * frame.linesize(0), row);
      for (int x = 0; x < row.length; x += 4) {
        for (int c = 0; c < 3; c++) {
          image.rgb()[to++] = Stills.overGrey(row[x + c], row[x + 3]);
        }
      }
    }
    return image;
  }

  private ByteBuffer pixels(AVFrame frame) {
    BytePointer data = frame.data(0);
    data.capacity((long) frame.linesize(0) * height);
    return data.asByteBuffer();
  }

  @Override
  public void close() {
    if (context != null) {
      sws_freeContext(context);
      context = null;
    }
    if (target != null) {
      av_frame_free(target);
      target = null;
    }
  }
}
