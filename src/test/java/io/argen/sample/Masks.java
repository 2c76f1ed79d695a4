package io.argen.sample;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Soft regions of the canvas from points of the face mesh. */
final class Masks {
  static final int[] OVAL = {
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
  };
  static final int[] LIPS = {
    61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146
  };
  static final int[] EYE_LEFT = {
    33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7
  };
  static final int[] EYE_RIGHT = {
    263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249
  };
  static final int[] BROW_LEFT = {70, 63, 105, 66, 107, 55, 65, 52, 53, 46};
  static final int[] BROW_RIGHT = {300, 293, 334, 296, 336, 285, 295, 282, 283, 276};

  /** Both eyes with brows and lids. */
  static final int[] EYES = {
    70, 63, 105, 66, 107, 9, 336, 296, 334, 293, 300, 383, 265, 340, 346, 347, 348, 349, 350, 357,
    6, 128, 121, 120, 119, 118, 117, 111, 35, 156
  };

  static final int[] NOSE = {
    6, 351, 412, 399, 437, 420, 429, 358, 327, 326, 2, 97, 98, 129, 209, 198, 217, 174, 188, 122
  };
  static final int[] MOUTH = {
    164, 393, 391, 322, 410, 287, 432, 422, 424, 418, 200, 194, 204, 202, 212, 57, 186, 92, 165, 167
  };
  static final int[] CHIN = {
    200, 418, 424, 430, 394, 379, 378, 400, 377, 152, 148, 176, 149, 150, 169, 210, 204, 194
  };
  static final int[] INNER = {
    9, 336, 296, 334, 293, 300, 383, 372, 345, 352, 411, 427, 434, 430, 431, 262, 428, 199, 208, 32,
    211, 210, 214, 207, 187, 123, 116, 143, 156, 70, 63, 105, 66, 107
  };

  /** The whole face, one ring of the mesh inside its rim. */
  static final int[] FACE = {
    151, 337, 299, 333, 298, 301, 368, 264, 447, 366, 401, 435, 367, 364, 394, 395, 369, 396, 175,
    171, 140, 170, 169, 135, 138, 215, 177, 137, 227, 34, 139, 71, 68, 104, 69, 108
  };

  /** The face from the brow down to the nose, where a beard must stay. */
  static final int[] UPPER = {
    151, 337, 299, 333, 298, 301, 368, 264, 447, 345, 352, 280, 425, 327, 2, 98, 205, 50, 123, 116,
    227, 34, 139, 71, 68, 104, 69, 108
  };

  private Masks() {}

  static Plane polygon(double[][] points, int[] ids, double grow, double feather) {
    return polygons(List.<double[][]>of(pick(points, ids)), grow, feather);
  }

  static double[][] pick(double[][] points, int[] ids) {
    return Arrays.stream(ids).mapToObj(i -> points[i]).toArray(double[][]::new);
  }

  /** Filled outlines, each grown about its centre by {@code grow} (1 = as is), blurred. */
  static Plane polygons(List<double[][]> outlines, double grow, double feather) {
    try (Mat m = new Mat(Plane.SIDE, Plane.SIDE, opencv_core.CV_32FC1, new Scalar(0))) {
      for (double[][] outline : outlines) {
        double cx = Arrays.stream(outline).mapToDouble(p -> p[0]).average().orElseThrow();
        double cy = Arrays.stream(outline).mapToDouble(p -> p[1]).average().orElseThrow();
        List<Integer> flat = new ArrayList<>();
        for (double[] p : outline) {
          flat.add((int) Math.round(16 * (cx + grow * (p[0] - cx))));
          flat.add((int) Math.round(16 * (cy + grow * (p[1] - cy))));
        }
        int[] xy = flat.stream().mapToInt(Integer::intValue).toArray();
        try (Mat points = new Mat(xy.length / 2, 1, opencv_core.CV_32SC2);
            MatVector vector = new MatVector(points);
            Scalar one = new Scalar(1);
            Point origin = new Point(0, 0)) {
          ((IntBuffer) points.createBuffer()).put(xy);
          opencv_imgproc.fillPoly(m, vector, one, opencv_imgproc.LINE_AA, 4, origin);
        }
      }
      return Plane.of(m).blurred(feather);
    }
  }
}
