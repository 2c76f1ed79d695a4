package io.argen.report;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.run.ArgenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Pictures and videos for one page, as long as they fit: so many characters of data URIs, so many
 * pixels to decode. Spent in the order of asking, so that the same folder gives the same page.
 */
final class MediaBudget {
  private static final int FRAME_HEIGHT_PX = 144;
  private static final int FRAME_MAX_WIDTH_PX = 216;
  private static final int JPEG_QUALITY = 82;
  private static final long MAX_VIDEO_BYTES = 2_000_000;
  private static final long MAX_PIXELS = 400_000_000L;
  private static final long MAX_PIXELS_OF_A_CLIP = 80_000_000L;

  private long characters;
  private long pixels = MAX_PIXELS;

  MediaBudget(long characters) {
    this.characters = characters;
  }

  /**
   * Some frames of a clip, evenly spaced, as JPEG data URIs.
   *
   * @param frames empty if there are none
   * @param problem why there are none, or why they end early; empty if all is well
   * @param full whether there are none because the page is full
   */
  record Strip(List<String> frames, String problem, boolean full) {
    /** No pictures, for a reason of the clip's own. */
    static Strip none(String problem) {
      return new Strip(List.of(), problem, false);
    }
  }

  private static final Strip FULL = new Strip(List.of(), "No pictures: the page is full.", true);

  /** At most {@code count} frames from the first to the last. */
  Strip strip(Path clip, int count) {
    if (pixels <= 0 || characters <= 0) {
      return FULL;
    }
    List<Image> spaced = new ArrayList<>();
    String problem = "";
    try (ClipReader reader = Clips.open(clip)) {
      problem = read(reader, count, spaced);
    } catch (ArgenException e) {
      problem = "The clip cannot be read" + (spaced.isEmpty() ? "." : " to its end.");
    }
    List<String> uris = new ArrayList<>();
    long size = 0;
    for (Image image : spaced) {
      String uri = uri("image/jpeg", Stills.jpeg(image, JPEG_QUALITY));
      uris.add(uri);
      size += uri.length();
    }
    if (size > characters) {
      return FULL;
    }
    characters -= size;
    return new Strip(uris, problem, false);
  }

  /** A video file whole; empty if it is none a browser plays, is too large, or does not fit. */
  String video(Path clip) {
    String name = clip.getFileName().toString().toLowerCase(Locale.ROOT);
    String type =
        name.endsWith(".mp4") || name.endsWith(".m4v")
            ? "video/mp4"
            : name.endsWith(".webm") ? "video/webm" : "";
    try {
      if (type.isEmpty()
          || !Files.isRegularFile(clip)
          || Files.size(clip)
              > Math.min(MAX_VIDEO_BYTES, characters * 3 / 4 - type.length() - 32)) {
        return "";
      }
      String uri = uri(type, Files.readAllBytes(clip));
      characters -= uri.length();
      return uri;
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Fills {@code spaced} without knowing the length: holds at most twice {@code count} thumbnails
   * at a stride that doubles, then thins them out.
   */
  private String read(ClipReader reader, int count, List<Image> spaced) {
    List<Image> held = new ArrayList<>();
    Image last = null;
    int stride = 1;
    int index = 0;
    long spent = 0;
    String problem = "";
    try {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        Image image = frame.image();
        spent += (long) image.width() * image.height();
        if (spent > Math.min(pixels, MAX_PIXELS_OF_A_CLIP)) {
          problem = "Pictures of the first " + index + " frames only.";
          break;
        }
        last = image;
        if (index % stride == 0) {
          held.add(thumbnail(image));
          if (held.size() == 2 * count) {
            thin(held);
            stride *= 2;
          }
        }
        index++;
      }
    } catch (ArgenException e) {
      problem = "The clip cannot be read to its end.";
    }
    pixels -= spent;
    if (last != null && (index - 1) % stride != 0) {
      held.add(thumbnail(last));
    }
    int shown = Math.min(count, held.size());
    for (int k = 0; k < shown; k++) {
      spaced.add(
          held.get(shown == 1 ? 0 : Math.round((float) k * (held.size() - 1) / (shown - 1))));
    }
    return problem;
  }

  private static void thin(List<Image> held) {
    for (int k = held.size() - 1; k > 0; k -= 2) {
      held.remove(k);
    }
  }

  private static Image thumbnail(Image image) {
    double scale =
        Math.min(
            1,
            Math.min(
                (double) FRAME_HEIGHT_PX / image.height(),
                (double) FRAME_MAX_WIDTH_PX / image.width()));
    return Images.resize(
        image,
        (int) Math.max(1, Math.round(image.width() * scale)),
        (int) Math.max(1, Math.round(image.height() * scale)));
  }

  private static String uri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
