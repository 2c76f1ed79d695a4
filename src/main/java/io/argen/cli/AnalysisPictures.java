package io.argen.cli;

import io.argen.clip.ClipInfo;
import io.argen.clip.ClipMark;
import io.argen.clip.ClipReader;
import io.argen.clip.ClipWriter;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.FrameFolderWriter;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.clip.VideoWriter;
import io.argen.face.AlignedFace;
import io.argen.face.FaceObservation;
import io.argen.face.FaceOverlay;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.motion.ClipAnalysis;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pictures of one analysis: the clip is read once more, now that everything is measured. */
final class AnalysisPictures {
  /** Longer side of an overlay at most, pixels. */
  private static final int OVERLAY_PX = 1280;

  private static final int CROP_PX = 224;
  private static final int BARS = 6;
  private static final double STILL_HZ = 1;

  private final ClipFinder.Found clip;
  private final List<ClipAnalysis> faces;
  private final Path out;

  AnalysisPictures(ClipFinder.Found clip, List<ClipAnalysis> faces, Path out) {
    this.clip = clip;
    this.faces = faces;
    this.out = out;
  }

  /** Writes {@code <id>_overlay.mp4}, or {@code .png} of a still; the file. */
  Path overlay() {
    try (ClipReader reader = Clips.open(clip.path())) {
      ClipInfo info = reader.info();
      double scale = Math.min(1, OVERLAY_PX / (double) Math.max(info.width(), info.height()));
      int width = (int) Math.max(1, Math.round(info.width() * scale));
      int height = (int) Math.max(1, Math.round(info.height() * scale));
      if (info.kind() == ClipInfo.Kind.STILL) {
        Path file = out.resolve(clip.id() + "_overlay.png");
        Frame only = reader.next();
        if (only != null) {
          Stills.writePng(file, drawn(only, width, height, scale));
        }
        return file;
      }
      Path file = out.resolve(clip.id() + "_overlay.mp4");
      ClipWriter writer = VideoWriter.create(file, width, height, rate(info), ClipMark.none());
      write(writer, reader, frame -> drawn(frame, width, height, scale));
      return file;
    }
  }

  /** Writes the folder {@code <id>_crops}, or one a face where there are several; the first. */
  Path crops() {
    Path first = out;
    for (int i = faces.size() - 1; i >= 0; i--) {
      ClipAnalysis face = faces.get(i);
      first = out.resolve(clip.id() + "_crops" + (i == 0 ? "" : "_face" + i));
      try (ClipReader reader = Clips.open(clip.path())) {
        ClipWriter writer =
            FrameFolderWriter.create(first, "png", rate(reader.info()), ClipMark.none());
        write(writer, reader, frame -> crop(frame, face));
      }
    }
    return first;
  }

  /** Writes a picture for each frame. */
  private static void write(ClipWriter writer, ClipReader reader, Function<Frame, Image> draw) {
    try {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        writer.write(draw.apply(frame));
      }
      writer.close();
    } catch (RuntimeException e) {
      writer.abort();
      throw e;
    }
  }

  /** Black where there is no face, so that picture N belongs to frame N. */
  private static Image crop(Frame frame, ClipAnalysis face) {
    FaceObservation seen = face.track().observations().get(frame.index());
    return seen == null
        ? Image.black(CROP_PX, CROP_PX)
        : AlignedFace.of(frame.image(), seen.mesh(), CROP_PX);
  }

  private Image drawn(Frame frame, int width, int height, double scale) {
    Image image = scale < 1 ? Images.resize(frame.image(), width, height) : frame.image().copy();
    for (ClipAnalysis face : faces) {
      FaceObservation seen = face.track().observations().get(frame.index());
      if (seen != null) {
        FaceOverlay.draw(image, seen.mesh().cropped(0, 0, scale));
      }
    }
    if (!faces.isEmpty()) {
      ActionUnits units = faces.get(0).actionUnits().get(frame.index());
      if (units != null) {
        Map<String, Float> bars = new LinkedHashMap<>();
        strongest().forEach(unit -> bars.put(unit.column(), units.get(unit)));
        FaceOverlay.bars(image, bars, ActionUnits.MAX_INTENSITY);
      }
    }
    return image;
  }

  /** The first face's strongest units over the clip, so that the bars keep their places. */
  private List<ActionUnit> strongest() {
    ActionUnits peak = faces.get(0).peak();
    return Arrays.stream(ActionUnit.values())
        .sorted(Comparator.comparing((ActionUnit unit) -> -peak.get(unit)))
        .limit(BARS)
        .toList();
  }

  private static double rate(ClipInfo info) {
    return info.frameRateHz() > 0 ? info.frameRateHz() : STILL_HZ;
  }
}
