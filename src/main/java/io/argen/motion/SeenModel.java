package io.argen.motion;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How each unit is seen by the mesh net and on the skin, learned from renderings ({@code fit
 * estimator}): the net follows only a part of what moves, and errs in some directions more than in
 * others; some units are creases rather than motion.
 *
 * <p>Two readouts: of points alone, and of points and look together. Where there is a picture, each
 * unit blends them by a share that the fit chose.
 */
public final class SeenModel {
  private static final String SCHEMA = "argen/estimator/4";
  private static final String SHIPPED = "estimator.safetensors";
  private static final String LOOK = "look_";
  private static final String SHARE = "look_share";

  /** Length of a vector of points and look. */
  public static final int WIDTH = SeenPoints.COUNT + SeenLook.COUNT;

  /** Lips that touch leave up to this between the mesh's points, cm. */
  private static final double CLOSED = 0.03;

  private static final double MOST_PARTED = 3;

  private final SeenReadout points;
  private final SeenReadout look;
  private final double[] share;

  /**
   * Any model; the array is shared.
   *
   * @param points of points alone, {@code [46][SeenPoints.COUNT]}
   * @param look of both, {@code [46][WIDTH]}; its response curves are those of the blend
   * @param share of the second readout in each channel's blend, 0-1, {@code [46]}
   */
  public SeenModel(SeenReadout points, SeenReadout look, double[] share) {
    this.points = points;
    this.look = look;
    this.share = share;
  }

  private static final class Shipped {
    static final SeenModel MODEL = load();
  }

  /** The model of this build. */
  static SeenModel shipped() {
    return Shipped.MODEL;
  }

  /** The vector of a mirrored face, with or without its look. */
  public static double[] mirrored(double[] vector) {
    double[] mirror = SeenPoints.mirrored(vector);
    if (vector.length == WIDTH) {
      SeenLook.mirror(mirror, SeenPoints.COUNT);
    }
    return mirror;
  }

  /**
   * Intensities of a difference from a neutral, {@code [46]}.
   *
   * @param seen how the face looks; null where there is no picture
   */
  float[] intensities(double[] difference, Neutral neutral, float @Nullable [] seen) {
    double[] closed = withLipsClosed(difference, neutral);
    double[] units = points.raw(closed);
    float[] rest = neutral.look();
    SeenReadout curves = points;
    if (seen != null && rest != null) {
      double[] both = look.raw(SeenLook.appended(closed, seen, rest));
      for (int k = 0; k < units.length; k++) {
        units[k] += share[k] * (both[k] - units[k]);
      }
      curves = look;
    }
    float[] out = new float[units.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) curves.response(k, units[k]);
    }
    JawDrop.split(out);
    return out;
  }

  /** Closed lips touch on every face: where the neutral's are parted, that much is added. */
  private double[] withLipsClosed(double[] difference, Neutral neutral) {
    double[] left = points.seenAs(ActionUnits.channel(ActionUnit.AU25, Side.LEFT));
    double[] right = points.seenAs(ActionUnits.channel(ActionUnit.AU25, Side.RIGHT));
    double perUnit = SeenPoints.gap(left) + SeenPoints.gap(right);
    double open = SeenPoints.gap(neutral.seen()) - CLOSED;
    if (perUnit <= 0 || open <= 0) {
      return difference;
    }
    double parted = Math.min(MOST_PARTED, open / perUnit);
    double[] out = difference.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += parted * (left[i] + right[i]);
    }
    return out;
  }

  /**
   * Writes the model whole or not at all.
   *
   * @param notes what to keep beside the numbers: command, seed, people
   */
  public void write(Path file, Map<String, String> notes) {
    Safetensors tensors = new Safetensors();
    notes.forEach(tensors::describe);
    tensors
        .describe("schema", SCHEMA)
        .describe("unit", "cm, then contrast, a unit of intensity (design), intensity (threshold)");
    points.addTo(tensors, "");
    look.addTo(tensors, LOOK);
    float[] shares = new float[share.length];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = (float) share[k];
    }
    tensors.add(SHARE, shares, shares.length);
    try {
      Path temp = AtomicFiles.tempFor(file);
      tensors.write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  private static SeenModel load() {
    try (InputStream in = SeenModel.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new ArgenException("the estimator is missing from this build; build again");
      }
      SafetensorsFile file = SafetensorsFile.parse(in.readAllBytes());
      float[] shares = file.values(SHARE, ActionUnits.CHANNELS);
      double[] share = new double[shares.length];
      for (int k = 0; k < share.length; k++) {
        share[k] = shares[k];
      }
      return new SeenModel(
          SeenReadout.in(file, "", SeenPoints.COUNT), SeenReadout.in(file, LOOK, WIDTH), share);
    } catch (IOException e) {
      throw new ArgenException("the estimator of this build " + e.getMessage(), e);
    }
  }
}
