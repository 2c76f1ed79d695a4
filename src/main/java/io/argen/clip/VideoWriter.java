package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_HIGH;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_IEC61966_2_1;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;

import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/**
 * Writes a silent MP4 (H.264 by openh264, 4:2:0) whose bytes depend on nothing but frames, rate and
 * mark: one encoder thread, a fixed quantiser, no dates. Odd sizes are padded by their edge and
 * tagged, so that {@link Clips#open} gives the true size back.
 */
public final class VideoWriter implements ClipWriter {
  /** Coarsest quantiser step at which photo-like pictures come back at 40 dB luma and more. */
  private static final int QUANTISER = 18;

  /** Seconds between frames that decode on their own, so that players can seek. */
  private static final double KEY_FRAME_SECONDS = 2;

  /** openh264's limit, level 5.2. */
  private static final int MAX_CODED_PIXELS = 36_864 * 256;

  private static final int MAX_RATE_DENOMINATOR = 1001 * 1000;

  private final Path file;
  private final Path temp;
  private final int width;
  private final int height;
  private final ClipMark mark;
  private final AVFormatContext format = new AVFormatContext(null);
  private AVCodecContext encoder = new AVCodecContext(null);
  private AVStream stream = new AVStream(null);
  private final AVPacket packet = av_packet_alloc();
  private final LumaChroma pixels;
  private long frames;
  private boolean closed;

  private VideoWriter(Path file, int width, int height, double frameRateHz, ClipMark mark) {
    Ffmpeg.load();
    this.file = file;
    this.temp = AtomicFiles.tempFor(file);
    this.width = width;
    this.height = height;
    this.mark = mark;
    this.pixels = new LumaChroma(Padding.padded(width), Padding.padded(height));
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      openEncoder(frameRateHz);
      openContainer();
    } catch (IOException e) {
      abort();
      throw AtomicFiles.unwritable(file, e);
    } catch (RuntimeException e) {
      abort();
      throw e;
    }
  }

  /**
   * Starts a clip; a file of that name is replaced when it is finished.
   *
   * @param width pixels, at least 1
   * @param height pixels; {@code width * height} at most about 9.4 megapixels
   * @param frameRateHz frames a second, greater than 0
   * @throws ArgenException if the file cannot be made, or the size is beyond the encoder
   */
  public static VideoWriter create(
      Path file, int width, int height, double frameRateHz, ClipMark mark) {
    requireRate(frameRateHz);
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "width and height must be at least 1, got " + width + " x " + height);
    }
    long codedPixels = (long) Padding.padded(width) * Padding.padded(height);
    if (codedPixels > MAX_CODED_PIXELS) {
      throw new ArgenException(
          file
              + ": %d x %d pixels are more than H.264 by openh264 takes (9.4 megapixels);"
                  .formatted(width, height)
              + " choose a smaller --size, or write frame folders");
    }
    return new VideoWriter(file, width, height, frameRateHz, mark);
  }

  static void requireRate(double frameRateHz) {
    if (!(frameRateHz > 0) || frameRateHz > 1000) {
      throw new IllegalArgumentException(
          "frameRateHz must be greater than 0 and at most 1000, got " + frameRateHz);
    }
  }

  static void requireSize(Image image, int width, int height) {
    if (image.width() != width || image.height() != height) {
      throw new IllegalArgumentException(
          "every frame must be %d x %d, got %d x %d"
              .formatted(width, height, image.width(), image.height()));
    }
  }

  private void openEncoder(double frameRateHz) {
    AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
    if (codec == null || codec.isNull()) {
      throw new ArgenException("this build of FFmpeg has no encoder libopenh264");
    }
    encoder = avcodec_alloc_context3(codec);
    AVRational rate = av_d2q(frameRateHz, MAX_RATE_DENOMINATOR);
    encoder.width(pixels.width());
    encoder.height(pixels.height());
    encoder.pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.framerate(rate);
    encoder.time_base(av_inv_q(rate));
    encoder.gop_size((int) Math.max(1, Math.round(KEY_FRAME_SECONDS * frameRateHz)));
    encoder.thread_count(1);
    encoder.slices(1);
    encoder.qmin(QUANTISER);
    encoder.qmax(QUANTISER);
    encoder.profile(AV_PROFILE_H264_HIGH);
    encoder.flags(encoder.flags() | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER);
    encoder.color_range(AVCOL_RANGE_MPEG);
    encoder.colorspace(AVCOL_SPC_SMPTE170M);
    encoder.color_primaries(AVCOL_PRI_BT709);
    encoder.color_trc(AVCOL_TRC_IEC61966_2_1);
    check(avcodec_open2(encoder, codec, (AVDictionary) null), "open the H.264 encoder");
  }

  private void openContainer() {
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
      format.metadata(tags());
      check(avio_open(io, url, AVIO_FLAG_WRITE), "create the file");
      format.pb(io);
      av_dict_set(options, "movflags", "+faststart+use_metadata_tags", 0);
      check(avformat_write_header(format, options), "write the file's head");
    } finally {
      av_dict_free(options);
    }
  }

  private AVDictionary tags() {
    Map<String, String> tags = new LinkedHashMap<>(ClipMarks.tags(mark));
    if (width != pixels.width() || height != pixels.height()) {
      tags.put(Padding.TAG, new Padding(width, height).tag());
    }
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

  @Override
  public void write(Image image) {
    if (closed) {
      throw new IllegalStateException(file + ": the clip is closed");
    }
    requireSize(image, width, height);
    boolean pads = width != pixels.width() || height != pixels.height();
    AVFrame frame = pixels.of(pads ? Padding.copy(image, pixels.width(), pixels.height()) : image);
    frame.pts(frames++);
    try {
      check(avcodec_send_frame(encoder, frame), "encode a frame");
      writePackets();
    } catch (ArgenException e) {
      abort();
      throw e;
    }
  }

  private void writePackets() {
    while (avcodec_receive_packet(encoder, packet) >= 0) {
      packet.duration(1);
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      packet.stream_index(stream.index());
      check(av_interleaved_write_frame(format, packet), "write a frame");
    }
  }

  private void check(int code, String what) {
    if (code < 0) {
      throw new ArgenException(
          file
              + ": cannot "
              + what
              + " ("
              + Ffmpeg.errorText(code)
              + "); check free space and permissions, or choose another --out");
    }
  }

  @Override
  public void abort() {
    if (closed) {
      return;
    }
    closed = true;
    free();
    try {
      Files.deleteIfExists(temp);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    try {
      if (frames == 0) {
        throw new ArgenException(file + ": no frame was written");
      }
      check(avcodec_send_frame(encoder, null), "finish encoding");
      writePackets();
      check(av_write_trailer(format), "finish the file");
    } catch (ArgenException e) {
      abort();
      throw e;
    }
    closed = true;
    free();
    try {
      appendMark();
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  /** Adds the XMP box and brings the bytes to the disk. */
  private void appendMark() throws IOException {
    try (FileChannel channel =
        FileChannel.open(temp, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      if (mark.isSynthetic()) {
        ByteBuffer box = ByteBuffer.wrap(Xmp.box(mark));
        while (box.hasRemaining()) {
          channel.write(box);
        }
      }
      channel.force(true);
    }
  }

  private void free() {
    pixels.close();
    av_packet_free(packet);
    if (!encoder.isNull()) {
      avcodec_free_context(encoder);
    }
    if (!format.isNull()) {
      AVIOContext io = format.pb();
      if (io != null && !io.isNull()) {
        avio_close(io);
      }
      avformat_free_context(format);
      format.setNull();
    }
  }
}
