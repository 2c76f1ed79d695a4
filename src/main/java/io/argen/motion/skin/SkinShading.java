package io.argen.motion.skin;

import io.argen.clip.Image;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Furrows and bulges of one person's skin: how much brighter or darker each pixel of the photo gets
 * under each Action Unit, worked out once, added up for every frame and carried along with the
 * skin. Nothing at rest.
 *
 * <p>Brightness factors multiply the photo's own colours, so its grain stays; they are bounded.
 */
public final class SkinShading {
  /** Largest change of the logarithm of a pixel's value. */
  public static final double MOST = 0.5;

  /** Share of light from everywhere that a full valley loses. */
  private static final double VALLEY = 0.55;

  private static final double ONSET = 1.2;
  private static final int TABLE = 1024;

  /** One channel's log factors, in a rectangle of the skin map. */
  private static final class Patch {
    final int left;
    final int top;
    final int columns;
    final int rows;
    final float[] gain;

    Patch(int left, int top, int columns, int rows) {
      this.left = left;
      this.top = top;
      this.columns = columns;
      this.rows = rows;
      this.gain = new float[columns * rows];
    }
  }

  private final SkinMap map;
  private final @Nullable Patch[] patches = new Patch[ActionUnits.CHANNELS];
  private final float[] sum;
  private final float[][] factors = new float[3][TABLE + 1];
  private boolean dirty;

  /**
   * @param seed of the irregularities of the furrows
   */
  public SkinShading(CanonicalFace face, Image photo, FaceMesh mesh, HeadPose pose, long seed) {
    map = new SkinMap(face, photo, mesh, pose);
    sum = new float[map.x.length];
    float[] bare = BareSkin.of(map, photo);
    SkinLight light = SkinLight.of(map, photo).lifted(0.35);
    List<Relief> reliefs = Furrows.of(seed);
    float[] whole = new float[map.x.length];
    for (ActionUnit unit : ActionUnit.values()) {
      List<Relief> own = new ArrayList<>();
      for (Relief relief : reliefs) {
        if (relief.unit() == unit) {
          own.add(relief);
        }
      }
      if (!own.isEmpty()) {
        shade(own, light, pose, bare, whole);
        for (Side side : Side.values()) {
          patches[ActionUnits.channel(unit, side)] = half(whole, side);
        }
      }
    }
    tables(BareSkin.grey(map, photo));
  }

  /** Log factors of a unit at full intensity under the light, before sides are told apart. */
  private void shade(
      List<Relief> reliefs, SkinLight light, HeadPose pose, float[] bare, float[] whole) {
    Arrays.fill(whole, 0);
    double[] r = pose.rotation();
    double finest = 0.9 / map.scale;
    double step = 0.35 / map.scale;
    double[] slope = new double[3];
    for (Relief relief : reliefs) {
      double[] b = relief.bounds();
      for (int i = 0; i < whole.length; i++) {
        double x = map.x[i];
        double y = map.y[i];
        if (!(x > b[0] && y > b[1] && x < b[2] && y < b[3]) || bare[i] == 0) {
          continue;
        }
        relief.slope(x, y, finest, step, slope);
        double hx = slope[0];
        double hy = slope[1];
        double nx = map.normalX[i];
        double ny = map.normalY[i];
        double nz = map.normalZ[i];
        // The relief tilts the normal within the tangent plane.
        double tx = -(r[0] * hx + r[1] * hy);
        double ty = -(r[3] * hx + r[4] * hy);
        double tz = -(r[6] * hx + r[7] * hy);
        double along = tx * nx + ty * ny + tz * nz;
        double change =
            light.x() * (tx - along * nx)
                + light.y() * (ty - along * ny)
                + light.z() * (tz - along * nz);
        double lit = nz * change / light.on(nx, ny, nz);
        double hidden = VALLEY * slope[2];
        double seen = smooth((nz - 0.12) / 0.3);
        whole[i] += (float) (bare[i] * seen * (lit - hidden) / SkinLight.GAMMA * 2);
      }
    }
  }

  private @Nullable Patch half(float[] whole, Side side) {
    int x0 = map.columns;
    int x1 = -1;
    int y0 = map.rows;
    int y1 = -1;
    for (int i = 0; i < whole.length; i++) {
      if (Math.abs(whole[i]) > 1e-3f && share(i, side) > 0) {
        x0 = Math.min(x0, i % map.columns);
        x1 = Math.max(x1, i % map.columns);
        y0 = Math.min(y0, i / map.columns);
        y1 = Math.max(y1, i / map.columns);
      }
    }
    if (x1 < 0) {
      return null;
    }
    Patch patch = new Patch(x0, y0, x1 - x0 + 1, y1 - y0 + 1);
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        int i = y * map.columns + x;
        patch.gain[(y - y0) * patch.columns + x - x0] = share(i, side) * whole[i];
      }
    }
    return patch;
  }

  /** As the basis shares a unit between the sides: gradually within a centimetre of the middle. */
  private float share(int i, Side side) {
    if (Float.isNaN(map.x[i])) {
      return 0;
    }
    double right = smooth(0.5 - map.x[i] / 2.0);
    return (float) (side == Side.RIGHT ? right : 1 - right);
  }

  /** Dark skin in a furrow is redder: blood, not grey paint. */
  private void tables(boolean grey) {
    double[] power = grey ? new double[] {1, 1, 1} : new double[] {0.86, 1.05, 1.1};
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i <= TABLE; i++) {
        double g = MOST * (2.0 * i / TABLE - 1);
        factors[c][i] = (float) Math.exp(g < 0 ? power[c] * g : g);
      }
    }
  }

  /**
   * Shades a frame whose colours were fetched from the photo.
   *
   * @param intensities of every channel, 0-5
   * @param dx how far to the right of a pixel its colour was fetched, photo's size
   * @param dy how far below
   */
  public void apply(float[] intensities, float[] dx, float[] dy, Image out) {
    if (!addUp(intensities)) {
      return;
    }
    byte[] rgb = out.rgb();
    for (int y = 0; y < map.height; y++) {
      for (int x = 0; x < map.width; x++) {
        int at = y * map.width + x;
        float sx = x + dx[at] - map.left;
        float sy = y + dy[at] - map.top;
        if (sx < 0 || sy < 0 || sx >= map.columns - 1 || sy >= map.rows - 1) {
          continue;
        }
        int ix = (int) sx;
        int iy = (int) sy;
        int i = iy * map.columns + ix;
        float fx = sx - ix;
        float fy = sy - iy;
        float upper = sum[i] + fx * (sum[i + 1] - sum[i]);
        float lower = sum[i + map.columns] + fx * (sum[i + map.columns + 1] - sum[i + map.columns]);
        float gain = upper + fy * (lower - upper);
        if (gain != 0) {
          int entry = (int) ((bounded(gain) / (2 * MOST) + 0.5) * TABLE + 0.5);
          for (int c = 0; c < 3; c++) {
            float v = (rgb[at * 3 + c] & 0xff) * factors[c][entry];
            rgb[at * 3 + c] = (byte) Math.min(255, (int) (v + 0.5f));
          }
        }
      }
    }
  }

  /** Adds up the channels in use; false if the skin is at rest. */
  private boolean addUp(float[] intensities) {
    if (dirty) {
      Arrays.fill(sum, 0);
      dirty = false;
    }
    for (int k = 0; k < patches.length; k++) {
      Patch patch = patches[k];
      if (patch == null || intensities[k] <= 0) {
        continue;
      }
      dirty = true;
      float amount = (float) Math.pow(intensities[k] / ActionUnits.MAX_INTENSITY, ONSET);
      for (int y = 0; y < patch.rows; y++) {
        int to = (patch.top + y) * map.columns + patch.left;
        int from = y * patch.columns;
        for (int x = 0; x < patch.columns; x++) {
          sum[to + x] += amount * patch.gain[from + x];
        }
      }
    }
    return dirty;
  }

  private static double bounded(double gain) {
    double g = gain / MOST;
    return MOST * g / Math.sqrt(1 + g * g);
  }

  private static double smooth(double v) {
    double c = Math.max(0, Math.min(1, v));
    return c * c * (3 - 2 * c);
  }
}
