package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.nio.file.Path;
import java.util.Set;

/** How the pictures of a written video are coded. */
public enum VideoCodec {
  /** H.264, whose block borders are smoothed by its decoder. */
  H264("libopenh264", 51),
  /** MPEG-4 part 2, whose blocks of 8 pixels stay visible, as those of all older codecs do. */
  MPEG4("mpeg4", 31);

  /** What codes blocks of 8 pixels and leaves them as they are. */
  private static final Set<String> OF_BLOCKS =
      Set.of(
          "mpeg4",
          "mpeg1video",
          "mpeg2video",
          "msmpeg4v1",
          "msmpeg4v2",
          "msmpeg4v3",
          "mjpeg",
          "h263",
          "h263p",
          "flv1",
          "wmv1",
          "wmv2",
          "dvvideo",
          "svq1");

  private final String encoder;
  private final int coarsest;

  VideoCodec(String encoder, int coarsest) {
    this.encoder = encoder;
    this.coarsest = coarsest;
  }

  /** Name of FFmpeg's encoder. */
  String encoder() {
    return encoder;
  }

  /** Its largest quantiser. */
  int coarsest() {
    return coarsest;
  }

  /**
   * What leaves traces most like those of a video file.
   *
   * @throws io.argen.run.InputException if it cannot be read
   */
  public static VideoCodec like(Path video) {
    try (Demuxer demuxer = new Demuxer(video)) {
      String name = avcodec_get_name(demuxer.parameters().codec_id()).getString();
      return OF_BLOCKS.contains(name) ? MPEG4 : H264;
    }
  }
}
