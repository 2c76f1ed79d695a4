package io.argen.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * How hard a clip is compressed, and the setting with which our own encoder spends as many bits:
 * with it a synthetic clip can be made to look as its real neighbours do.
 */
public final class Compression {
  /** Coarsest quantiser at which photo-like pictures come back at 40 dB luma and more. */
  public static final int DEFAULT_QUANTISER = 18;

  /** H.264's coarsest quantiser. */
  public static final int MAX_QUANTISER = 51;

  private static final int MIN_QUANTISER = 10;
  private static final int MIN_QUALITY = 5;
  private static final int MAX_QUALITY = 100;

  /** The opening of a clip is enough, and holds one key frame in both encodings. */
  public static final int FRAMES = 12;

  /** Named in messages only. */
  private static final Path MEMORY = Path.of("(a trial encoding)");

  private Compression() {}

  /**
   * Bytes a pixel that a video or a folder of pictures spends on its first {@value #FRAMES} frames;
   * 0 for what is neither.
   *
   * @throws io.argen.run.InputException if the clip cannot be read
   */
  public static double bytesAPixel(Path clip) {
    if (FrameFolder.isFolderClip(clip)) {
      return bytesOfPictures(clip);
    }
    ClipInfo info = Clips.probe(clip);
    if (info.kind() != ClipInfo.Kind.VIDEO) {
      return 0;
    }
    long[] spent = packets(clip, FRAMES);
    return spent[0] / ((double) info.width() * info.height() * Math.max(1, spent[1]));
  }

  private static double bytesOfPictures(Path folder) {
    long bytes = 0;
    double pixels = 0;
    for (Path picture : FrameFolder.pictures(folder).stream().limit(FRAMES).toList()) {
      bytes += size(picture);
      try (ClipReader still = Clips.open(picture)) {
        pixels += (double) still.info().width() * still.info().height();
      }
    }
    return pixels > 0 ? bytes / pixels : 0;
  }

  private static long size(Path picture) {
    try {
      return Files.size(picture);
    } catch (IOException e) {
      throw new InputException(picture, "cannot be read", "check its permissions", e);
    }
  }

  /**
   * Bytes of the pictures of a video, without sound, container and metadata, or of a folder of
   * frames, without what lies beside them; 0 for what is neither.
   *
   * @throws io.argen.run.InputException if the clip cannot be read
   */
  public static long streamBytes(Path clip) {
    if (FrameFolder.isFolderClip(clip)) {
      return FrameFolder.pictures(clip).stream().mapToLong(Compression::size).sum();
    }
    try (ClipReader reader = Clips.open(clip)) {
      if (reader.info().kind() != ClipInfo.Kind.VIDEO) {
        return 0;
      }
    }
    return packets(clip, Integer.MAX_VALUE)[0];
  }

  /**
   * The quantiser with which a clip that begins so comes nearest to spending that many bytes a
   * pixel.
   *
   * @param opening the first frames of one size, at least one
   * @param keyInterval as of {@link Coding}
   */
  public static Coding codingOf(
      List<Image> opening, VideoCodec codec, int keyInterval, double bytesAPixel) {
    List<Image> padded = new ArrayList<>();
    for (Image image : opening) {
      padded.add(
          Padding.copy(image, Padding.padded(image.width()), Padding.padded(image.height())));
    }
    int finest = codec == VideoCodec.H264 ? MIN_QUANTISER : 1;
    int quantiser =
        nearest(
            finest,
            codec.coarsest(),
            bytesAPixel * pixels(opening),
            q -> bytesAt(padded, new Coding(codec, q, keyInterval)));
    return new Coding(codec, quantiser, keyInterval);
  }

  /**
   * The quality, {@value #MIN_QUALITY}-{@value #MAX_QUALITY}, with which JPEGs of such frames come
   * nearest to so many bytes a pixel.
   *
   * @param opening frames of one size, at least one
   */
  public static int jpegQualityOf(List<Image> opening, double bytesAPixel) {
    // Fine and coarse change places: a better picture is a larger number.
    return MAX_QUALITY
        - nearest(
            0,
            MAX_QUALITY - MIN_QUALITY,
            bytesAPixel * pixels(opening),
            worse -> {
              long bytes = 0;
              for (Image image : opening) {
                bytes += Stills.jpeg(image, MAX_QUALITY - worse).length;
              }
              return bytes;
            });
  }

  /** The setting from fine to coarse that spends most nearly as many bytes. */
  private static int nearest(int finest, int coarsest, double bytes, IntToLongFunction spends) {
    int fine = finest;
    int coarse = coarsest;
    double spentAbove = Double.POSITIVE_INFINITY;
    double spentBelow = 0;
    while (fine < coarse) {
      int middle = (fine + coarse) / 2;
      long spent = spends.applyAsLong(middle);
      if (spent > bytes) {
        fine = middle + 1;
        spentAbove = spent;
      } else {
        coarse = middle;
        spentBelow = spent;
      }
    }
    boolean finerIsNearer = spentBelow > 0 && spentAbove / bytes < bytes / spentBelow;
    return finerIsNearer ? fine - 1 : fine;
  }

  private static double pixels(List<Image> images) {
    Image first = images.get(0);
    return (double) first.width() * first.height() * images.size();
  }

  /** The first frames of a clip. */
  static List<Image> opening(Path clip) {
    List<Image> images = new ArrayList<>();
    try (ClipReader reader = Clips.open(clip)) {
      for (@Nullable Frame frame = reader.next();
          frame != null && images.size() < FRAMES;
          frame = reader.next()) {
        images.add(frame.image());
      }
    }
    return images;
  }

  /**
   * Frames from a video's first one that decodes on its own to the next such, all frames if there
   * is no other; 0 for what is no video.
   *
   * @throws io.argen.run.InputException if the clip cannot be read
   */
  public static int keyInterval(Path clip) {
    if (Files.isDirectory(clip) || FileSignature.of(clip) != FileSignature.Kind.VIDEO) {
      return 0;
    }
    AVPacket packet = av_packet_alloc();
    int seen = 0;
    try (Demuxer demuxer = new Demuxer(clip)) {
      while (demuxer.read(packet) >= 0) {
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        boolean picture = demuxer.isVideo(packet);
        av_packet_unref(packet);
        if (picture && key && seen > 0) {
          return seen;
        }
        seen += picture ? 1 : 0;
      }
      return seen;
    } finally {
      av_packet_free(packet);
    }
  }

  /** Bytes and number of a video's first packets. */
  private static long[] packets(Path clip, int count) {
    AVPacket packet = av_packet_alloc();
    long bytes = 0;
    int seen = 0;
    try (Demuxer demuxer = new Demuxer(clip)) {
      while (seen < count && demuxer.read(packet) >= 0) {
        if (demuxer.isVideo(packet)) {
          bytes += packet.size();
          seen++;
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    return new long[] {bytes, seen};
  }

  private static long bytesAt(List<Image> images, Coding coding) {
    long[] bytes = {0};
    Image first = images.get(0);
    try (VideoEncoder encoder =
        new VideoEncoder(
            MEMORY, first.width(), first.height(), FrameFolder.DEFAULT_RATE_HZ, coding)) {
      for (Image image : images) {
        encoder.encode(image, packet -> bytes[0] += packet.size());
      }
      encoder.finish(packet -> bytes[0] += packet.size());
    }
    return bytes[0];
  }
}
