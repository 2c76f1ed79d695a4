package io.argen.motion.mouth;

import io.argen.clip.Image;
import io.argen.face.FaceMesh;
import io.argen.face.HeadPose;
import io.argen.face.HeadPoses;

/**
 * The inside of a mouth as another frame shows it: what is near the upper lip keeps its place on
 * the skull, what is near the lower lip keeps its place on the jaw.
 */
final class MouthTexture {
  private static final int NOSE = 4;
  private static final int CHIN = 152;

  /** So close to the source's lips their own colour shows. */
  private static final double LIP = 0.05;

  private final Image image;
  private final MouthOpening opening = new MouthOpening();
  private final double jaw;
  private final float[] gain = new float[3];
  private final float[] scratch = new float[3];

  /**
   * @param rest the photo's points out of their pose, {@code [468 * 3]} cm
   * @param teeth as {@link MouthOpening#teeth} gives them
   * @param skin the photo's mean colour of skin
   */
  MouthTexture(OpenMouth open, float[] rest, double[] teeth, double[] skin) {
    image = open.image();
    FaceMesh mesh = open.face().mesh();
    float[] points = new float[FaceMesh.POINTS * 2];
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      points[i * 2] = mesh.x(i);
      points[i * 2 + 1] = mesh.y(i);
    }
    HeadPose pose = open.face().pose();
    opening.read(points, teeth, pose.rotation(), pose.scale());
    float[] seen = HeadPoses.unposed(mesh, pose);
    jaw = height(rest) - height(seen);
    double[] own = MouthLight.skin(image, points);
    for (int c = 0; c < 3; c++) {
      gain[c] = (float) Math.max(0.6, Math.min(1.6, skin[c] / Math.max(1, own[c])));
    }
  }

  private static double height(float[] points) {
    return points[CHIN * 3 + 1] - points[NOSE * 3 + 1];
  }

  /**
   * Mixes the frame's colour into a model's.
   *
   * @param rgb the model's colour, 0-255; changed
   */
  void colour(
      double across, double down, double fromTop, double fromBottom, double jawNow, float[] rgb) {
    double upper = MouthModel.smooth(0.5 + (fromBottom - fromTop) / 0.5);
    double upperSeen = seen(across, down);
    double lowerDown = down - jawNow + jaw;
    double lowerSeen = seen(across, lowerDown);
    double a = upperSeen * Math.max(upper, 1 - lowerSeen);
    double b = lowerSeen * Math.max(1 - upper, 1 - upperSeen);
    double most = Math.max(upperSeen, lowerSeen);
    if (most <= 0 || a + b <= 0) {
      return;
    }
    double ra = most * a / (a + b);
    double rb = most * b / (a + b);
    for (int c = 0; c < 3; c++) {
      rgb[c] *= (float) (1 - most);
    }
    add(across, down, ra, rgb);
    add(across, lowerDown, rb, rgb);
  }

  private void add(double across, double down, double share, float[] rgb) {
    if (share > 0) {
      fetch(opening.x(across, down) - 0.5, opening.y(across, down) - 0.5);
      for (int c = 0; c < 3; c++) {
        rgb[c] += (float) (share * gain[c] * scratch[c]);
      }
    }
  }

  /** How surely a place lies between the source's lips, 0-1. */
  private double seen(double across, double down) {
    double inside =
        Math.min(down - opening.top(across), opening.bottom(across) - down)
            - LIP
            - opening.beyond(across);
    return MouthModel.smooth(inside / 0.08);
  }

  /** Bilinear; edges are continued. */
  private void fetch(double x, double y) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double fx = x - x0;
    double fy = y - y0;
    for (int c = 0; c < 3; c++) {
      double above = value(x0, y0, c) + fx * (value(x0 + 1, y0, c) - value(x0, y0, c));
      double below = value(x0, y0 + 1, c) + fx * (value(x0 + 1, y0 + 1, c) - value(x0, y0 + 1, c));
      scratch[c] = (float) (above + fy * (below - above));
    }
  }

  private int value(int x, int y, int c) {
    int cx = Math.max(0, Math.min(image.width() - 1, x));
    int cy = Math.max(0, Math.min(image.height() - 1, y));
    return image.rgb()[(cy * image.width() + cx) * 3 + c] & 0xff;
  }
}
