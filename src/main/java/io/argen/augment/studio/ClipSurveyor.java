package io.argen.augment.studio;

import io.argen.augment.ActionUnitMaps;
import io.argen.augment.ClipLook;
import io.argen.augment.ClipSurvey;
import io.argen.augment.SourceFrame;
import io.argen.clip.ClipInfo;
import io.argen.clip.Clips;
import io.argen.clip.Traces;
import io.argen.clip.VideoCodec;
import io.argen.face.FaceBox;
import io.argen.face.FaceObservation;
import io.argen.face.FaceQuality;
import io.argen.face.FaceTrack;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ClipAnalyzer;
import io.argen.motion.MeasuredClip;
import io.argen.motion.MotionRequest.Phase;
import io.argen.motion.mouth.OpenMouth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a real clip for the planner: which frames a face could start from, what the clip looks
 * like, how strong its expression is.
 *
 * <p>A frame is usable where the face is large (40 px; 24 if the picture is no larger than twice
 * the face), sharp, seen from less than about 30 degrees, wholly in the picture, with open eyes and
 * at rest (no unit above 2.5). Its neutrality is the mean of the expression net's probability of
 * neutral and of what its three strongest units leave of 4.
 */
final class ClipSurveyor {
  private static final double LEAST_SIZE_PX = 40;

  /** In a set of small cut-out faces one of 24 px may do, if it fills half of the picture. */
  private static final double LEAST_CUT_OUT_PX = 24;

  private static final double LEAST_SHARPNESS = 12;

  /** Teeth seen from the side do not fit a mouth seen from the front. */
  private static final double FACING = 0.93;

  private static final double LEAST_FRONTALITY = 0.87;
  private static final double LEAST_IN_FRAME = 0.97;
  private static final double LEAST_FLAG = 0.7;
  private static final double CLOSED_EYES = 1.5;
  private static final double AT_REST = 2.5;

  /** For a photo, what is below this may be the person's own shape rather than an expression. */
  private static final double PHOTO_DOUBT = 1;

  /** Of the three strongest units' mean: less may be noise. */
  private static final double LEAST_RISE = 1;

  private static final int FRAMES_KEPT = 3;
  private static final int MOST_FRAMES = 300;
  private static final int LONGEST_SIDE = 1280;
  private static final double FALLBACK_RATE = 25;

  private final ClipAnalyzer analyzer;

  ClipSurveyor(ClipAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  ClipSurvey survey(Path clip) {
    MeasuredClip measured = analyzer.measure(clip);
    ClipInfo info = measured.info();
    int frames = measured.frames();
    if (measured.faces().isEmpty() || measured.faces().get(0).track().present() == 0) {
      return new ClipSurvey(
          look(info, frames, null, List.of()), List.of(), new TreeMap<>(), 0, "no face found");
    }
    FaceTrack track = measured.faces().get(0).track();
    boolean personal = measured.faces().get(0).neutral().personal();
    List<@Nullable ActionUnits> units = measured.faces().get(0).actionUnits();
    List<SourceFrame> usable = new ArrayList<>();
    int openMouth = openMouth(track);
    double leastSize = Math.max(LEAST_CUT_OUT_PX, Math.min(LEAST_SIZE_PX, info.height() / 2.0));
    String problem = "";
    for (int t = 0; t < track.frames(); t++) {
      FaceObservation face = track.observations().get(t);
      ActionUnits now = units.get(t);
      if (face != null && now != null) {
        String wrong = wrong(face.quality(), now, leastSize);
        if (wrong.isEmpty()) {
          usable.add(sourceFrame(t, openMouth, face, now, personal));
        } else {
          problem = wrong;
        }
      }
    }
    usable.sort(
        Comparator.comparingDouble((SourceFrame f) -> -f.neutrality() * (0.5 + 0.5 * f.clarity()))
            .thenComparing(SourceFrame::frame));
    return new ClipSurvey(
        look(info, frames, track, units),
        usable.stream().limit(FRAMES_KEPT).toList(),
        ActionUnitMaps.channels(ActionUnitMaps.peak(units)),
        rounded(riseFrames(units)),
        usable.isEmpty() ? problem : "");
  }

  /** Why a face cannot be started from, or "". */
  private static String wrong(FaceQuality quality, ActionUnits units, double leastSize) {
    if (quality.sizePx() < leastSize) {
      return "the face is too small (" + Math.round(quality.sizePx()) + " px)";
    }
    if (quality.meshFlag() < LEAST_FLAG || quality.inFrame() < LEAST_IN_FRAME) {
      return "the face is cut off or covered";
    }
    if (quality.frontality() < LEAST_FRONTALITY) {
      return "the face is turned away";
    }
    if (quality.sharpness() < LEAST_SHARPNESS) {
      return "the face is blurred";
    }
    if (units.get(ActionUnit.AU45) > CLOSED_EYES) {
      return "the eyes are closed";
    }
    if (strongest(units, 1) > AT_REST) {
      return "the face is never at rest";
    }
    return "";
  }

  /** The frame that shows most of the inside of the mouth, or -1. */
  private static int openMouth(FaceTrack track) {
    int best = -1;
    double most = OpenMouth.LEAST_GAP_CM;
    for (int t = 0; t < track.frames(); t++) {
      FaceObservation face = track.observations().get(t);
      if (face != null && face.quality().frontality() >= FACING) {
        double gap = OpenMouth.gap(face);
        if (gap > most) {
          most = gap;
          best = t;
        }
      }
    }
    return best;
  }

  private static SourceFrame sourceFrame(
      int t, int openMouth, FaceObservation face, ActionUnits units, boolean personal) {
    double rest = Math.max(0, 1 - strongest(units, 3) / 4);
    double net = face.expression() == null ? rest : face.expression().get(Emotion.NEUTRAL);
    FaceQuality q = face.quality();
    double clarity =
        Math.min(1, q.sizePx() / 200)
            * Math.min(1, q.sharpness() / 100)
            * Math.max(0, Math.min(1, (q.frontality() - 0.8) / 0.18));
    return new SourceFrame(
        t,
        rounded((rest + net) / 2),
        rounded(clarity),
        openMouth,
        ActionUnitMaps.channels(own(units, personal)));
  }

  private static ActionUnits own(ActionUnits units, boolean personal) {
    if (personal) {
      return units;
    }
    float[] values = units.toArray();
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) Math.max(0, values[k] - PHOTO_DOUBT);
    }
    return ActionUnits.of(values);
  }

  /** Mean of the strongest few units, blinks apart. */
  private static double strongest(ActionUnits units, int count) {
    double[] values =
        Arrays.stream(ActionUnit.values())
            .filter(unit -> unit != ActionUnit.AU45)
            .mapToDouble(units::get)
            .sorted()
            .toArray();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[values.length - 1 - i];
    }
    return sum / count;
  }

  private static ClipLook look(
      ClipInfo info,
      int frames,
      @Nullable FaceTrack track,
      List<? extends @Nullable ActionUnits> units) {
    double shrink = Math.min(1, (double) LONGEST_SIDE / Math.max(info.width(), info.height()));
    double[] face = {0, 0.5, 0.5};
    if (track != null) {
      face = facePlace(info, track);
    }
    double rate =
        info.frameRateHz() > 0 ? rounded(Math.min(120, info.frameRateHz())) : FALLBACK_RATE;
    return new ClipLook(
        container(info),
        Math.max(2, (int) Math.round(info.width() * shrink)),
        Math.max(2, (int) Math.round(info.height() * shrink)),
        Math.max(1, Math.min(MOST_FRAMES, frames)),
        rate,
        info.grey(),
        phase(units),
        rounded(face[0]),
        rounded(face[1]),
        rounded(face[2]),
        Clips.tellsRate(info.path()) ? rate : 0,
        shrink < 1 ? Traces.of(info.path()).withoutSharpness() : Traces.of(info.path()));
  }

  /** Height, x and y of the middle frame's face as fractions of the picture. */
  private static double[] facePlace(ClipInfo info, FaceTrack track) {
    List<FaceBox> boxes = new ArrayList<>();
    for (FaceObservation face : track.observations()) {
      if (face != null) {
        boxes.add(face.box());
      }
    }
    FaceBox box = boxes.get(boxes.size() / 2);
    return new double[] {
      Math.max(0.05, Math.min(1, box.height() / info.height())),
      Math.max(0, Math.min(1, box.centreX() / info.width())),
      Math.max(0, Math.min(1, box.centreY() / info.height()))
    };
  }

  private static String container(ClipInfo info) {
    if (info.kind() == ClipInfo.Kind.VIDEO) {
      return VideoCodec.like(info.path()) == VideoCodec.MPEG4 ? "mpeg4" : "mp4";
    }
    if (info.kind() != ClipInfo.Kind.FRAME_FOLDER) {
      return "mp4";
    }
    try (var files = java.nio.file.Files.list(info.path())) {
      boolean lossless =
          files.anyMatch(f -> f.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".png"));
      return lossless ? "png" : "jpg";
    } catch (java.io.IOException e) {
      return "png";
    }
  }

  /** Whether the clip ends near its strongest moment, having begun far below it. */
  private static Phase phase(List<? extends @Nullable ActionUnits> units) {
    double first = -1;
    double last = 0;
    double most = 0;
    for (ActionUnits now : units) {
      if (now != null) {
        last = strongest(now, 3);
        first = first < 0 ? last : first;
        most = Math.max(most, last);
      }
    }
    return most > 1 && last > 0.8 * most && first < 0.4 * most ? Phase.TO_APEX : Phase.FULL;
  }

  /** Frames between a tenth and nine tenths of the clip's largest rise; 0 if there is none. */
  private static double riseFrames(List<? extends @Nullable ActionUnits> units) {
    double[] height = new double[units.size()];
    int top = 0;
    for (int t = 0; t < height.length; t++) {
      ActionUnits now = units.get(t);
      height[t] = now == null ? Double.NaN : strongest(now, 3);
      top = height[t] > height[top] || Double.isNaN(height[top]) ? t : top;
    }
    double rest = Double.POSITIVE_INFINITY;
    for (int t = 0; t < top; t++) {
      rest = Math.min(rest, Double.isNaN(height[t]) ? rest : height[t]);
    }
    double range = height.length == 0 ? 0 : height[top] - rest;
    if (!(range >= LEAST_RISE)) {
      return 0;
    }
    double high = crossing(height, top, rest + 0.9 * range);
    double low = crossing(height, (int) Math.floor(high), rest + 0.1 * range);
    return high > low && low >= 0 ? high - low : 0;
  }

  /** Where, going back from a frame, the curve falls below a level; -1 if it never does. */
  private static double crossing(double[] height, int from, double level) {
    for (int t = from; t >= 0; t--) {
      if (height[t] < level) {
        double step = t + 1 < height.length ? height[t + 1] - height[t] : 0;
        return step > 0 ? t + Math.min(1, (level - height[t]) / step) : t;
      }
    }
    return -1;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
