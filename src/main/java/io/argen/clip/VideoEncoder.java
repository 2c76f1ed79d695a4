package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_HIGH;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_IEC61966_2_1;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;

import io.argen.run.ArgenException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * An encoder, set so that the same pictures give the same bytes on every machine: one thread, one
 * slice, one fixed quantiser.
 */
final class VideoEncoder implements AutoCloseable {
  /** Seconds between frames that decode on their own, so that players can seek. */
  private static final double KEY_FRAME_SECONDS = 2;

  private static final int MAX_RATE_DENOMINATOR = 1001 * 1000;

  /** MPEG-4's clock has 16 bits. */
  private static final int MPEG4_RATE_DENOMINATOR = 60_000;

  /** FFmpeg's unit of quality over a quantiser. */
  private static final int QUALITY_UNIT = 118;

  private final Path file;
  private final LumaChroma pixels;
  private final AVCodecContext context;
  private final AVPacket packet;
  private long frames;

  /**
   * Opens the encoder.
   *
   * @param file named in errors
   * @param width even, at least 16
   * @param height even, at least 16
   * @param coding how pictures are coded
   */
  VideoEncoder(Path file, int width, int height, double frameRateHz, Coding coding) {
    VideoCodec kind = coding.codec();
    int quantiser = coding.quantiser();
    this.file = file;
    AVCodec codec = avcodec_find_encoder_by_name(kind.encoder());
    if (codec == null || codec.isNull()) {
      throw new ArgenException("this build of FFmpeg has no encoder " + kind.encoder());
    }
    Ffmpeg.load();
    this.pixels = new LumaChroma(width, height);
    this.context = avcodec_alloc_context3(codec);
    this.packet = av_packet_alloc();
    AVRational rate =
        av_d2q(
            frameRateHz, kind == VideoCodec.H264 ? MAX_RATE_DENOMINATOR : MPEG4_RATE_DENOMINATOR);
    context.width(width);
    context.height(height);
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.framerate(rate);
    context.time_base(av_inv_q(rate));
    context.gop_size(
        coding.keyInterval() > 0
            ? coding.keyInterval()
            : (int) Math.max(1, Math.round(KEY_FRAME_SECONDS * frameRateHz)));
    context.thread_count(1);
    context.qmin(quantiser);
    context.qmax(quantiser);
    context.flags(context.flags() | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER);
    // The matrix is LumaChroma's; primaries and transfer are sRGB's, as of every picture in ARGen.
    context.color_range(AVCOL_RANGE_MPEG);
    context.colorspace(AVCOL_SPC_SMPTE170M);
    context.color_primaries(AVCOL_PRI_BT709);
    context.color_trc(AVCOL_TRC_IEC61966_2_1);
    if (kind == VideoCodec.H264) {
      context.slices(1);
      context.profile(AV_PROFILE_H264_HIGH);
    } else {
      context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
      context.global_quality(quantiser * QUALITY_UNIT);
    }
    int rc = avcodec_open2(context, codec, (AVDictionary) null);
    if (rc < 0) {
      close();
      Ffmpeg.check(file, rc, "open the encoder");
    }
  }

  AVCodecContext context() {
    return context;
  }

  /** Encodes a picture of the encoder's size and hands on the packets that are ready. */
  void encode(Image image, Consumer<AVPacket> packets) {
    AVFrame frame = pixels.of(image);
    frame.pts(frames++);
    frame.quality(context.global_quality());
    Ffmpeg.check(file, avcodec_send_frame(context, frame), "encode a frame");
    handOn(packets);
  }

  /** Hands on what is left. */
  void finish(Consumer<AVPacket> packets) {
    Ffmpeg.check(file, avcodec_send_frame(context, null), "finish encoding");
    handOn(packets);
  }

  private void handOn(Consumer<AVPacket> packets) {
    while (avcodec_receive_packet(context, packet) >= 0) {
      packet.duration(1);
      packets.accept(packet);
    }
  }

  @Override
  public void close() {
    pixels.close();
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
