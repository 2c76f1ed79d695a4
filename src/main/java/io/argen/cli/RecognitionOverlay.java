package io.argen.cli;

import io.argen.clip.ClipInfo;
import io.argen.clip.ClipMark;
import io.argen.clip.ClipReader;
import io.argen.clip.ClipWriter;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.clip.VideoWriter;
import io.argen.face.FaceOverlay;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A clip with what was recognised drawn onto it: a bar for each class, frame by frame. */
final class RecognitionOverlay {
  /** Longer side at most, and at least so that the names can be read, pixels. */
  private static final int MOST_PX = 1280;

  private static final int LEAST_PX = 320;
  private static final double PERCENT = 100;
  private static final double STILL_HZ = 1;

  private RecognitionOverlay() {}

  /**
   * Writes {@code <id>_recognized.mp4}, or {@code .png} of a still.
   *
   * @param rows label to probability, for some frames in order
   * @param frames which these are; a frame between two shows the earlier one's
   */
  static Path write(
      ClipFinder.Found clip, List<SortedMap<String, Double>> rows, List<Integer> frames, Path out) {
    try (ClipReader reader = Clips.open(clip.path())) {
      ClipInfo info = reader.info();
      double longer = Math.max(info.width(), info.height());
      double scale = Math.min(Math.max(1, LEAST_PX / longer), MOST_PX / longer);
      int width = (int) Math.max(1, Math.round(info.width() * scale));
      int height = (int) Math.max(1, Math.round(info.height() * scale));
      if (info.kind() == ClipInfo.Kind.STILL) {
        Path file = out.resolve(clip.id() + "_recognized.png");
        Frame only = reader.next();
        if (only != null) {
          Stills.writePng(file, drawn(only, rows, frames, width, height));
        }
        return file;
      }
      Path file = out.resolve(clip.id() + "_recognized.mp4");
      double rate = info.frameRateHz() > 0 ? info.frameRateHz() : STILL_HZ;
      ClipWriter writer = VideoWriter.create(file, width, height, rate, ClipMark.none());
      try {
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
          writer.write(drawn(frame, rows, frames, width, height));
        }
        writer.close();
      } catch (RuntimeException e) {
        writer.abort();
        throw e;
      }
      return file;
    }
  }

  private static Image drawn(
      Frame frame,
      List<SortedMap<String, Double>> rows,
      List<Integer> frames,
      int width,
      int height) {
    Image image = Images.resize(frame.image(), width, height);
    int row = rowOf(frame.index(), frames);
    if (row >= 0) {
      Map<String, Float> bars = new LinkedHashMap<>();
      rows.get(row).entrySet().stream()
          .sorted(Comparator.comparing(Map.Entry::getKey))
          .forEach(e -> bars.put(e.getKey(), (float) (PERCENT * e.getValue())));
      FaceOverlay.bars(image, bars, PERCENT);
    }
    return image;
  }

  /** The last row at or before a frame; -1 before the first. */
  static int rowOf(int frame, List<Integer> frames) {
    int row = -1;
    while (row + 1 < frames.size() && frames.get(row + 1) <= frame) {
      row++;
    }
    return row;
  }
}
