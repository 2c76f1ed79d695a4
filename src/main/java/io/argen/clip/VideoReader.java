package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import io.argen.run.InputException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a video file or GIF through FFmpeg, one at a time; all native memory is freed on close.
 * The first frame is decoded on opening, so that a file without any is refused at once.
 */
final class VideoReader implements ClipReader {
  static final String CURE = "fetch it again or convert it to MP4 (H.264)";
  private static final int MAX_THREADS = 4;

  private final Path path;
  private final Demuxer demuxer;
  private final AVPacket packet;
  private final AVFrame decoded;
  private AVCodecContext decoder = new AVCodecContext(null);
  private final FramePicture picture;
  private final double rateHz;
  private final ClipInfo info;
  private @Nullable Frame first;
  private int index;
  private long startTimestamp = AV_NOPTS_VALUE;
  private double lastSeconds;
  private boolean drained;
  private boolean closed;
  private @Nullable String damage;

  /**
   * Opens a video.
   *
   * @throws InputException if no frame of it can be decoded, naming the cure
   */
  VideoReader(Path path, ClipInfo.Kind kind) {
    this.path = path;
    this.demuxer = new Demuxer(path);
    this.packet = av_packet_alloc();
    this.decoded = av_frame_alloc();
    this.picture = new FramePicture(path, demuxer);
    try {
      rateHz = FrameRate.of(path, demuxer.frameRateHz());
      openDecoder();
      first = decode();
      if (first == null) {
        throw new InputException(path, "holds no frame that can be decoded" + reason(), CURE);
      }
      Image image = first.image();
      info =
          new ClipInfo(
              path,
              kind,
              image.width(),
              image.height(),
              rateHz,
              demuxer.promisedFrames(rateHz),
              Images.looksGrey(image));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void openDecoder() {
    AVCodecParameters parameters = demuxer.parameters();
    Stills.requireSize(path, parameters.width(), parameters.height());
    if (parameters.codec_id() == AV_CODEC_ID_NONE) {
      throw new InputException(path, "has a head that is cut off or damaged", CURE);
    }
    AVCodec codec = avcodec_find_decoder(parameters.codec_id());
    if (codec == null || codec.isNull()) {
      String name = avcodec_get_name(parameters.codec_id()).getString();
      throw new InputException(path, "is coded as " + name + ", which cannot be decoded", CURE);
    }
    decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, parameters);
    decoder.pkt_timebase(demuxer.timeBase());
    decoder.max_pixels(Stills.MAX_PIXELS);
    decoder.thread_count(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
    int rc = avcodec_open2(decoder, codec, (AVDictionary) null);
    if (rc < 0) {
      throw new InputException(path, "cannot be decoded: " + Ffmpeg.errorText(rc), CURE);
    }
  }

  @Override
  public ClipInfo info() {
    return info;
  }

  @Override
  public @Nullable Frame next() {
    if (closed) {
      return null;
    }
    if (first != null) {
      Frame frame = first;
      first = null;
      return frame;
    }
    Frame frame = decode();
    if (frame == null && damage != null) {
      throw new InputException(
          path, "is cut off or damaged, " + index + " frames could be read" + reason(), CURE);
    }
    return frame;
  }

  /** The next frame that decodes, or null at the end; what went wrong on the way is remembered. */
  private @Nullable Frame decode() {
    while (true) {
      int rc = avcodec_receive_frame(decoder, decoded);
      if (rc >= 0) {
        return frame();
      }
      if (rc == AVERROR_EOF || drained) {
        return null;
      }
      feed();
    }
  }

  /** Gives the decoder one more packet, or the sign that there are none. */
  private void feed() {
    int rc = demuxer.read(packet);
    if (rc < 0) {
      if (rc != AVERROR_EOF) {
        note(Ffmpeg.errorText(rc));
      } else if (ContainerEnd.isMissing(path)) {
        note("the end of the file is missing");
      }
      avcodec_send_packet(decoder, new AVPacket(null));
      drained = true;
      return;
    }
    if (demuxer.isVideo(packet)) {
      if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
        note("a frame's data is incomplete");
      } else {
        int sent = avcodec_send_packet(decoder, packet);
        if (sent < 0) {
          note(Ffmpeg.errorText(sent));
        }
      }
    }
    av_packet_unref(packet);
  }

  private Frame frame() {
    long timestamp = decoded.best_effort_timestamp();
    double seconds = index == 0 ? 0 : lastSeconds + 1 / rateHz;
    if (timestamp != AV_NOPTS_VALUE) {
      if (startTimestamp == AV_NOPTS_VALUE) {
        startTimestamp = timestamp;
      }
      seconds = (timestamp - startTimestamp) * av_q2d(demuxer.timeBase());
    }
    lastSeconds = Math.max(lastSeconds, seconds);
    return new Frame(index++, lastSeconds, picture.of(decoded));
  }

  private void note(String problem) {
    if (damage == null) {
      damage = problem;
    }
  }

  private String reason() {
    return damage == null ? "" : " (" + damage + ")";
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    picture.close();
    if (!decoder.isNull()) {
      avcodec_free_context(decoder);
    }
    av_frame_free(decoded);
    av_packet_free(packet);
    demuxer.close();
  }
}
