package io.argen.motion.skin;

import io.argen.clip.Image;
import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import java.util.Optional;

/**
 * Glasses: found in the photo, taken off the skin (which is mended below them and moves by itself)
 * and put back where the head carries them, unbent. Lenses stay with the skin: eyes move behind
 * them.
 *
 * <p>With the cover {@code a} of a pixel, the photo is {@code (1 - a) skin + frame}; a moved frame
 * is {@code (1 - a') skin' + frame'}, which at rest is the photo again.
 */
public final class RigidThings {
  /** Half the width of what is taken for frame beside its middle line. */
  private static final double CORE_CM = 0.17;

  private static final double SOFT_CM = 0.12;
  private static final double EDGE = 0.01;
  private static final int MENDING_ROUNDS = 120;

  private final int width;
  private final int height;
  private final Image skin;
  private final float[] cover;
  private final float[] frame;
  private final int left;
  private final int top;
  private final int right;
  private final int bottom;

  private final double[] hinges;

  private RigidThings(Image photo, float[] cover, double[] hinges) {
    this.cover = cover;
    this.hinges = hinges;
    width = photo.width();
    height = photo.height();
    int x0 = width;
    int y0 = height;
    int x1 = -1;
    int y1 = -1;
    for (int i = 0; i < cover.length; i++) {
      if (cover[i] > 0) {
        x0 = Math.min(x0, i % width);
        x1 = Math.max(x1, i % width);
        y0 = Math.min(y0, i / width);
        y1 = Math.max(y1, i / width);
      }
    }
    left = x0;
    right = x1;
    top = y0;
    bottom = y1;
    skin = mended(photo);
    frame = new float[cover.length * 3];
    for (int i = 0; i < frame.length; i++) {
      if (cover[i / 3] > 0) {
        frame[i] = (photo.rgb()[i] & 0xff) - (1 - cover[i / 3]) * (skin.rgb()[i] & 0xff);
      }
    }
  }

  /** The glasses in a photo, if it shows any. */
  public static Optional<RigidThings> find(Image photo, FaceMesh mesh, HeadPose pose) {
    FrameTrace trace = new FrameTrace(photo, mesh, pose.scale());
    return trace.glasses()
        ? Optional.of(
            new RigidThings(photo, cover(photo, trace, mesh, pose.scale()), hinges(trace)))
        : Optional.empty();
  }

  /** The outer ends of the rims. */
  private static double[] hinges(FrameTrace trace) {
    double[] left = rimPoint(trace, 0, FrameTrace.ANGLES / 2);
    double[] right = rimPoint(trace, 1, 0);
    return new double[] {left[0], left[1], right[0], right[1]};
  }

  /** Where the rims end, pixels: x and y of the picture's left, then of its right. */
  public double[] hinges() {
    return hinges.clone();
  }

  /** The photo without them: skin continued below. */
  public Image skin() {
    return skin;
  }

  /** How much of a pixel they cover, 0-1. */
  float cover(int x, int y) {
    return cover[y * width + x];
  }

  private static float[] cover(Image photo, FrameTrace trace, FaceMesh mesh, double scale) {
    float[] cover = new float[photo.width() * photo.height()];
    Stroke stroke = new Stroke(cover, photo.width(), photo.height(), scale);
    for (int eye = 0; eye < 2; eye++) {
      double[] last = rimPoint(trace, eye, FrameTrace.ANGLES - 1);
      for (int k = 0; k < FrameTrace.ANGLES; k++) {
        double[] now = rimPoint(trace, eye, k);
        stroke.line(last[0], last[1], now[0], now[1]);
        last = now;
      }
    }
    double[] b = trace.bridge;
    for (int i = 0; i + 3 < b.length; i += 2) {
      stroke.line(b[i], b[i + 1], b[i + 2], b[i + 3]);
    }
    double[] inner = rimPoint(trace, 0, 0);
    stroke.line(inner[0], inner[1], b[0], b[1]);
    inner = rimPoint(trace, 1, FrameTrace.ANGLES / 2);
    stroke.line(inner[0], inner[1], b[b.length - 2], b[b.length - 1]);
    // The arms leave the rims a little above the middle, towards the ears.
    int raised = FrameTrace.ANGLES / 24;
    double[] hinge = rimPoint(trace, 0, FrameTrace.ANGLES / 2 + raised);
    stroke.line(hinge[0], hinge[1], mesh.x(127), hinge[1] + 0.25 * (mesh.y(127) - hinge[1]));
    hinge = rimPoint(trace, 1, FrameTrace.ANGLES - raised);
    stroke.line(hinge[0], hinge[1], mesh.x(356), hinge[1] + 0.25 * (mesh.y(356) - hinge[1]));
    return cover;
  }

  private static double[] rimPoint(FrameTrace trace, int eye, int k) {
    double[] u = trace.direction(k);
    double r = trace.rims[eye][k];
    return new double[] {trace.centres[eye][0] + r * u[0], trace.centres[eye][1] + r * u[1]};
  }

  /** Draws soft lines into a cover. */
  private record Stroke(Canvas canvas, double core, double soft) {
    Stroke(float[] cover, int width, int height, double scale) {
      this(
          new Canvas(cover, width, height),
          Math.max(1.2, CORE_CM * scale),
          Math.max(0.9, SOFT_CM * scale));
    }

    void line(double x0, double y0, double x1, double y1) {
      double reach = core + soft + 1;
      double dx = x1 - x0;
      double dy = y1 - y0;
      double square = dx * dx + dy * dy + 1e-9;
      int top = (int) Math.max(0, Math.min(y0, y1) - reach);
      int bottom = (int) Math.min(canvas.height - 1, Math.max(y0, y1) + reach);
      int left = (int) Math.max(0, Math.min(x0, x1) - reach);
      int right = (int) Math.min(canvas.width - 1, Math.max(x0, x1) + reach);
      for (int y = top; y <= bottom; y++) {
        for (int x = left; x <= right; x++) {
          double px = x + 0.5 - x0;
          double py = y + 0.5 - y0;
          double t = Math.max(0, Math.min(1, (px * dx + py * dy) / square));
          double d = (Math.hypot(px - t * dx, py - t * dy) - core) / soft;
          float c = (float) (1 - smooth(d));
          int i = y * canvas.width + x;
          canvas.cover[i] = Math.max(canvas.cover[i], c < EDGE ? 0 : c);
        }
      }
    }
  }

  private static final class Canvas {
    final float[] cover;
    final int width;
    final int height;

    Canvas(float[] cover, int width, int height) {
      this.cover = cover;
      this.width = width;
      this.height = height;
    }
  }

  /** What is covered filled in smoothly from its surroundings (Laplace's equation, relaxed). */
  private Image mended(Image photo) {
    Image out = photo.copy();
    int n = 0;
    for (float c : cover) {
      n += c > 0 ? 1 : 0;
    }
    int[] hidden = new int[n];
    for (int i = 0, k = 0; i < cover.length; i++) {
      if (cover[i] > 0) {
        hidden[k++] = i;
      }
    }
    float[] value = new float[cover.length];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < value.length; i++) {
        value[i] = photo.rgb()[i * 3 + c] & 0xff;
      }
      for (int round = 0; round < MENDING_ROUNDS; round++) {
        for (int k = 0; k < n; k++) {
          int i = hidden[round % 2 == 0 ? k : n - 1 - k];
          int x = i % width;
          float mean =
              (value[x > 0 ? i - 1 : i]
                      + value[x + 1 < width ? i + 1 : i]
                      + value[i >= width ? i - width : i]
                      + value[i + width < value.length ? i + width : i])
                  / 4;
          value[i] += 1.5f * (mean - value[i]);
        }
      }
      for (int i : hidden) {
        out.rgb()[i * 3 + c] = (byte) Math.max(0, Math.min(255, Math.round(value[i])));
      }
    }
    return out;
  }

  /** Puts them back as one piece on a frame whose skin has moved. */
  public void draw(Image out, double[] back) {
    draw(out, back, new double[3], Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * Puts a part of them back.
   *
   * @param back the affine map from the frame to the photo: {@code x' = b0 x + b1 y + b2, y' = b3 x
   *     + b4 y + b5}, pixel centres at halves
   * @param place how far beside the nose a pixel of the photo lies: {@code p0 x + p1 y + p2} cm
   * @param from nothing less far to the picture's right is drawn, cm
   * @param to nothing farther is
   */
  public void draw(Image out, double[] back, double[] place, double from, double to) {
    double det = back[0] * back[4] - back[1] * back[3];
    // A part that is turned over is hidden by the rest.
    if (det < 1e-6) {
      return;
    }
    int x0 = width;
    int y0 = height;
    int x1 = 0;
    int y1 = 0;
    for (int corner = 0; corner < 4; corner++) {
      double px = ((corner & 1) == 0 ? left - 1 : right + 2) - back[2];
      double py = ((corner & 2) == 0 ? top - 1 : bottom + 2) - back[5];
      double x = (back[4] * px - back[1] * py) / det;
      double y = (back[0] * py - back[3] * px) / det;
      x0 = Math.min(x0, (int) Math.floor(x));
      x1 = Math.max(x1, (int) Math.ceil(x));
      y0 = Math.min(y0, (int) Math.floor(y));
      y1 = Math.max(y1, (int) Math.ceil(y));
    }
    byte[] rgb = out.rgb();
    for (int y = Math.max(0, y0); y <= Math.min(height - 1, y1); y++) {
      for (int x = Math.max(0, x0); x <= Math.min(width - 1, x1); x++) {
        double sx = back[0] * (x + 0.5) + back[1] * (y + 0.5) + back[2] - 0.5;
        double sy = back[3] * (x + 0.5) + back[4] * (y + 0.5) + back[5] - 0.5;
        double beside = place[0] * (sx + 0.5) + place[1] * (sy + 0.5) + place[2];
        if (sx < 0
            || sy < 0
            || sx > width - 1
            || sy > height - 1
            || beside < from
            || beside >= to) {
          continue;
        }
        int ix = Math.min(width - 2, (int) sx);
        int iy = Math.min(height - 2, (int) sy);
        float fx = (float) (sx - ix);
        float fy = (float) (sy - iy);
        int i = iy * width + ix;
        float a = mixed(cover, i, 1, 0, fx, fy);
        if (a > 0) {
          int at = (y * width + x) * 3;
          for (int c = 0; c < 3; c++) {
            float v = (1 - a) * (rgb[at + c] & 0xff) + mixed(frame, i, 3, c, fx, fy);
            rgb[at + c] = (byte) Math.max(0, Math.min(255, (int) (v + 0.5f)));
          }
        }
      }
    }
  }

  /**
   * The affine map that takes three places to three others.
   *
   * @param places for each point: x and y, then x and y of where it goes
   * @param out six numbers as {@link #draw} takes them; the identity where the three lie in a line
   */
  public static void affine(double[] places, double[] out) {
    double e1x = places[4] - places[0];
    double e1y = places[5] - places[1];
    double e2x = places[8] - places[0];
    double e2y = places[9] - places[1];
    double det = e1x * e2y - e2x * e1y;
    for (int axis = 0; axis < 2; axis++) {
      double f1 = places[6 + axis] - places[2 + axis];
      double f2 = places[10 + axis] - places[2 + axis];
      double a = Math.abs(det) < 1e-9 ? 1 - axis : (f1 * e2y - f2 * e1y) / det;
      double b = Math.abs(det) < 1e-9 ? axis : (f2 * e1x - f1 * e2x) / det;
      out[axis * 3] = a;
      out[axis * 3 + 1] = b;
      out[axis * 3 + 2] = places[2 + axis] - a * places[0] - b * places[1];
    }
  }

  private float mixed(float[] of, int i, int channels, int c, float fx, float fy) {
    int a = i * channels + c;
    int below = a + width * channels;
    float upper = of[a] + fx * (of[a + channels] - of[a]);
    float lower = of[below] + fx * (of[below + channels] - of[below]);
    return upper + fy * (lower - upper);
  }

  private static double smooth(double v) {
    double c = Math.max(0, Math.min(1, v));
    return c * c * (3 - 2 * c);
  }
}
