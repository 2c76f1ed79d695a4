package io.argen.clip;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;

/** Videos as other programs write them, in the containers and codecs that people have. */
final class TestVideos {
  private TestVideos() {}

  /** A container with a codec that its owners use. */
  record Form(String extension, String format, int codec, int pixelFormat) {
    @Override
    public String toString() {
      return extension;
    }
  }

  static final Form MP4 =
      new Form("mp4", "mp4", avcodec.AV_CODEC_ID_MPEG4, avutil.AV_PIX_FMT_YUV420P);
  static final Form GIF = new Form("gif", "gif", avcodec.AV_CODEC_ID_GIF, avutil.AV_PIX_FMT_RGB8);
  static final Form MKV =
      new Form("mkv", "matroska", avcodec.AV_CODEC_ID_VP8, avutil.AV_PIX_FMT_YUV420P);

  /** Every container that is to be read. */
  static List<Form> all() {
    return List.of(
        MP4,
        MKV,
        GIF,
        new Form("mov", "mov", avcodec.AV_CODEC_ID_MJPEG, avutil.AV_PIX_FMT_YUVJ420P),
        new Form("avi", "avi", avcodec.AV_CODEC_ID_MJPEG, avutil.AV_PIX_FMT_YUVJ420P),
        new Form("m4v", "mp4", avcodec.AV_CODEC_ID_MPEG4, avutil.AV_PIX_FMT_YUV420P),
        new Form("webm", "webm", avcodec.AV_CODEC_ID_VP9, avutil.AV_PIX_FMT_YUV420P));
  }

  /** Writes pictures at 10 frames a second. */
  static Path write(Path file, Form form, List<Image> images) throws Exception {
    return write(file, form, images, recorder -> {});
  }

  /** A change to a recorder before it starts. */
  @FunctionalInterface
  interface Setting {
    void on(FFmpegFrameRecorder recorder) throws Exception;
  }

  static Path write(Path file, Form form, List<Image> images, Setting setting) throws Exception {
    Ffmpeg.load();
    int width = images.get(0).width();
    int height = images.get(0).height();
    try (FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toString(), width, height, 0)) {
      recorder.setFormat(form.format);
      recorder.setVideoCodec(form.codec);
      recorder.setPixelFormat(form.pixelFormat);
      recorder.setFrameRate(10);
      recorder.setGopSize(5);
      recorder.setVideoBitrate(4_000_000);
      recorder.setVideoOption("deadline", "realtime");
      setting.on(recorder);
      recorder.start();
      for (Image image : images) {
        record(recorder, image);
      }
    }
    return file;
  }

  /** Writes one picture at several times, in seconds. */
  static void writeTimed(Path file, Form form, Image image, double[] seconds) throws Exception {
    Ffmpeg.load();
    try (FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toString(), image.width(), image.height(), 0)) {
      recorder.setFormat(form.format);
      recorder.setVideoCodec(form.codec);
      recorder.setFrameRate(1000);
      recorder.setVideoOption("deadline", "realtime");
      recorder.start();
      for (double time : seconds) {
        recorder.setTimestamp(Math.round(time * 1e6));
        record(recorder, image);
      }
    }
  }

  private static void record(FFmpegFrameRecorder recorder, Image image) throws Exception {
    ByteBuffer pixels = ByteBuffer.allocateDirect(image.rgb().length);
    pixels.put(image.rgb()).rewind();
    recorder.recordImage(
        image.width(), image.height(), 8, 3, image.width() * 3, avutil.AV_PIX_FMT_RGB24, pixels);
  }

  /** A photo-like picture that moves. */
  static List<Image> moving(int width, int height, int count) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(TestPictures.photo(width, height, 2 * i));
    }
    return images;
  }
}
