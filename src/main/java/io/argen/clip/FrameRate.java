package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * A video's mean frame rate. Where the container names none, or one that no camera has (recordings
 * of browsers and screens name their clock's 1000), the time stamps are counted instead.
 */
final class FrameRate {
  private static final double PLAUSIBLE_HZ = 250;

  private FrameRate() {}

  /**
   * Frames a second, greater than 0.
   *
   * @param named what the container says
   */
  static double of(Path path, double named) {
    if (named > 0 && named <= PLAUSIBLE_HZ) {
      return named;
    }
    try (Demuxer demuxer = new Demuxer(path)) {
      double counted = counted(demuxer);
      return counted > 0 ? counted : FrameFolder.DEFAULT_RATE_HZ;
    }
  }

  private static double counted(Demuxer demuxer) {
    AVPacket packet = av_packet_alloc();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    int count = 0;
    try {
      while (demuxer.read(packet) >= 0) {
        if (demuxer.isVideo(packet) && packet.pts() != AV_NOPTS_VALUE) {
          first = Math.min(first, packet.pts());
          last = Math.max(last, packet.pts());
          count++;
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    return last > first ? (count - 1) / ((last - first) * av_q2d(demuxer.timeBase())) : 0;
  }
}
