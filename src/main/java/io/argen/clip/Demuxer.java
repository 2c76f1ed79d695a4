package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import io.argen.run.InputException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** A video file's container: its tags, its video stream, and that stream's packets in order. */
final class Demuxer implements AutoCloseable {
  /** Formats whose demuxers open no other file or address. */
  private static final String FORMATS = "mov,avi,matroska,gif,mpeg,mpegvideo,mpegts,asf,flv,ogg";

  /** Beyond this an aspect is a mistake: anamorphic film has 2. */
  private static final double MAX_PIXEL_ASPECT = 5;

  private static final int MATRIX_BYTES = 9 * Integer.BYTES;

  private final AVFormatContext format = new AVFormatContext(null);
  private final AVStream stream;

  /**
   * Opens a container.
   *
   * @throws InputException if it is cut off, damaged, or without a video stream
   */
  Demuxer(Path path) {
    Ffmpeg.load();
    try {
      open(path);
      int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
      if (index < 0) {
        throw new InputException(path, "holds no video stream", "give a file with pictures in it");
      }
      stream = format.streams(index);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(Path path) {
    AVDictionary options = new AVDictionary(null);
    int rc;
    try (BytePointer url = Ffmpeg.url(path)) {
      av_dict_set(options, "format_whitelist", FORMATS, 0);
      av_dict_set(options, "protocol_whitelist", "file", 0);
      rc = avformat_open_input(format, url, null, options);
    } finally {
      av_dict_free(options);
    }
    if (rc >= 0) {
      rc = avformat_find_stream_info(format, (AVDictionary) null);
    }
    if (rc < 0) {
      throw new InputException(
          path,
          "cannot be opened as a video: it is cut off or damaged (" + Ffmpeg.errorText(rc) + ")",
          VideoReader.CURE);
    }
  }

  /** The container's tags. */
  Map<String, String> tags() {
    return Ffmpeg.entries(format.metadata());
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  AVRational timeBase() {
    return stream.time_base();
  }

  /** Mean frames a second; 0 if the container does not say. */
  double frameRateHz() {
    double mean = hertz(stream.avg_frame_rate());
    return mean > 0 ? mean : hertz(stream.r_frame_rate());
  }

  private static double hertz(AVRational rate) {
    return rate.den() == 0 ? 0 : av_q2d(rate);
  }

  /** How many frames the container promises, counted or by its duration; 0 if it does not say. */
  int promisedFrames(double rateHz) {
    double seconds =
        stream.duration() != AV_NOPTS_VALUE
            ? stream.duration() * av_q2d(stream.time_base())
            : format.duration() / (double) AV_TIME_BASE;
    long frames = stream.nb_frames() > 0 ? stream.nb_frames() : Math.round(seconds * rateHz);
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, frames));
  }

  /** Width over height of one stored pixel; 1 if unknown. */
  double pixelAspect() {
    AVRational aspect = stream.sample_aspect_ratio();
    if (aspect.num() <= 0 || aspect.den() <= 0) {
      aspect = parameters().sample_aspect_ratio();
    }
    double ratio = aspect.num() > 0 && aspect.den() > 0 ? av_q2d(aspect) : 1;
    return ratio > 1 / MAX_PIXEL_ASPECT && ratio < MAX_PIXEL_ASPECT ? ratio : 1;
  }

  /** How the pictures are to be turned, by the stream's display matrix. */
  Orientation orientation() {
    AVCodecParameters parameters = parameters();
    if (parameters.nb_coded_side_data() == 0) {
      return Orientation.UPRIGHT;
    }
    AVPacketSideData data =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    if (data == null || data.isNull() || data.size() < MATRIX_BYTES) {
      return Orientation.UPRIGHT;
    }
    BytePointer bytes = data.data();
    bytes.capacity(data.size());
    IntBuffer matrix = bytes.asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
    return Orientation.ofDisplayMatrix(matrix);
  }

  /** Reads the next packet of any stream; FFmpeg's return code. */
  int read(AVPacket packet) {
    return av_read_frame(format, packet);
  }

  boolean isVideo(AVPacket packet) {
    return packet.stream_index() == stream.index();
  }

  @Override
  public void close() {
    if (!format.isNull()) {
      avformat_close_input(format);
      format.setNull();
    }
  }
}
