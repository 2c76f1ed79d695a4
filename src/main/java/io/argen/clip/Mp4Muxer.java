package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** An MP4 with one video stream, its head before its media, without dates or versions. */
final class Mp4Muxer implements AutoCloseable {
  private final Path file;
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVCodecContext encoder;
  private final AVStream stream;

  /**
   * Creates the file and writes its head.
   *
   * @param file what it will be called, named in errors
   * @param temp where it is written
   */
  Mp4Muxer(Path file, Path temp, AVCodecContext encoder, Map<String, String> tags) {
    this.file = file;
    this.encoder = encoder;
    AVDictionary options = new AVDictionary(null);
    AVIOContext io = new AVIOContext(null);
    try (BytePointer url = Ffmpeg.url(temp);
        BytePointer mp4 = Ffmpeg.utf8("mp4")) {
      check(avformat_alloc_output_context2(format, null, mp4, url), "make an MP4");
      format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
      stream = avformat_new_stream(format, null);
      stream.time_base(encoder.time_base());
      stream.avg_frame_rate(encoder.framerate());
      check(avcodec_parameters_from_context(stream.codecpar(), encoder), "describe the stream");
      format.metadata(dictionary(tags));
      check(avio_open(io, url, AVIO_FLAG_WRITE), "create the file");
      format.pb(io);
      av_dict_set(options, "movflags", "+faststart+use_metadata_tags", 0);
      check(avformat_write_header(format, options), "write the file's head");
    } catch (RuntimeException e) {
      close();
      throw e;
    } finally {
      av_dict_free(options);
    }
  }

  private AVDictionary dictionary(Map<String, String> tags) {
    AVDictionary dictionary = new AVDictionary(null);
    tags.forEach(
        (key, value) -> {
          try (BytePointer k = Ffmpeg.utf8(key);
              BytePointer v = Ffmpeg.utf8(value)) {
            check(av_dict_set(dictionary, k, v, 0), "tag the file");
          }
        });
    return dictionary;
  }

  /** Writes a packet in the encoder's time base. */
  void write(AVPacket packet) {
    av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
    packet.stream_index(stream.index());
    check(av_interleaved_write_frame(format, packet), "write a frame");
  }

  /** Writes the file's index, puts it in front, and closes the file. */
  void finish() {
    check(av_write_trailer(format), "finish the file");
    AVIOContext io = format.pb();
    format.pb(new AVIOContext(null));
    check(avio_close(io), "finish the file");
  }

  private void check(int code, String what) {
    Ffmpeg.check(file, code, what);
  }

  @Override
  public void close() {
    if (format.isNull()) {
      return;
    }
    AVIOContext io = format.pb();
    if (io != null && !io.isNull()) {
      avio_close(io);
    }
    avformat_free_context(format);
    format.setNull();
  }
}
