package io.argen.face;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import io.argen.clip.Image;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * BlazeFace, the short-range model (Bazarevsky et al. 2019, arXiv 1907.05047): 896 anchors on a 128
 * px picture. Safe for several threads; each borrows a net of its own.
 *
 * <p>The model finds faces that take up a fair part of the picture. {@link #detect} therefore looks
 * again, if it must: at the picture with a border (faces that fill or leave the frame), and at
 * overlapping tiles (small faces in wide shots).
 */
public final class FaceDetector implements AutoCloseable {
  private static final Object READING = new Object();

  private static final int SIDE = 128;
  private static final int ANCHORS = 896;
  private static final int VALUES = 16;
  private static final double MIN_SCORE = 0.5;
  private static final double SURE_SCORE = 0.7;
  private static final double MERGE_IOU = 0.3;

  private final byte[] model;
  private final float[] anchors = anchors();
  private final ConcurrentLinkedQueue<Net> idle = new ConcurrentLinkedQueue<>();

  FaceDetector(byte[] model) {
    this.model = model;
  }

  /**
   * A face as the detector sees it.
   *
   * @param box upright, pixels: brows to chin
   * @param rotation radians, of the line between the eyes
   * @param score 0-1
   */
  public record Detection(FaceBox box, double rotation, double score) {
    /** Where the mesh net should look. */
    Region region() {
      return new Region(
          box.centreX(), box.centreY(), 1.5 * Math.max(box.width(), box.height()), rotation);
    }
  }

  /** One look at the whole picture: what tracking needs now and then. Best first. */
  public List<Detection> glance(Image image) {
    int side = Math.max(image.width(), image.height());
    return merged(look(image, image.width() / 2.0, image.height() / 2.0, side));
  }

  /** Every face that can be found; more looks only where the first finds nothing. Best first. */
  public List<Detection> detect(Image image) {
    List<Detection> found = glance(image);
    return found.isEmpty() ? search(image) : found;
  }

  /** All looks: the picture, the picture with borders, and tiles. Best first. */
  public List<Detection> search(Image image) {
    double w = image.width();
    double h = image.height();
    double longer = Math.max(w, h);
    double shorter = Math.min(w, h);
    List<Detection> found = new ArrayList<>(look(image, w / 2, h / 2, longer));
    found.addAll(look(image, w / 2, h / 2, longer * 1.5));
    found.addAll(look(image, w / 2, h / 2, longer * 2.2));
    for (double tile = shorter; tile >= Math.max(96, shorter / 4 - 1); tile /= 2) {
      if (tile == longer) {
        continue;
      }
      int across = (int) Math.ceil(2 * w / tile) - 1;
      int down = (int) Math.ceil(2 * h / tile) - 1;
      for (int row = 0; row < down; row++) {
        for (int column = 0; column < across; column++) {
          double x = across == 1 ? w / 2 : tile / 2 + (w - tile) * column / (across - 1);
          double y = down == 1 ? h / 2 : tile / 2 + (h - tile) * row / (down - 1);
          found.addAll(look(image, x, y, tile));
        }
      }
    }
    return merged(found).stream().filter(face -> confirmed(image, face)).toList();
  }

  /** Looks again from the right distance: what is only a fold or a fist does not look the same. */
  private boolean confirmed(Image image, Detection face) {
    double size = 2.5 * Math.max(face.box().width(), face.box().height());
    return look(image, face.box().centreX(), face.box().centreY(), size).stream()
        .anyMatch(again -> again.score() >= SURE_SCORE && again.box().iou(face.box()) > MERGE_IOU);
  }

  @SuppressWarnings("try") // The scope frees what is made inside.
  private List<Detection> look(Image image, double centreX, double centreY, double size) {
    Region region = new Region(centreX, centreY, size, 0);
    float[] pixels = Region.channelsFirst(region.sample(image, SIDE, 2 / 255f, -1));
    Net net = borrow();
    try (PointerScope scope = new PointerScope()) {
      Mat blob = new Mat(new int[] {1, 3, SIDE, SIDE}, CV_32F, new FloatPointer(pixels));
      net.setInput(blob);
      StringVector names = net.getUnconnectedOutLayersNames();
      MatVector outputs = new MatVector();
      net.forward(outputs, names);
      float[] boxes = new float[0];
      float[] scores = new float[0];
      for (long i = 0; i < outputs.size(); i++) {
        float[] values = values(outputs.get(i));
        if (values.length == ANCHORS) {
          scores = values;
        } else {
          boxes = values;
        }
      }
      return decode(boxes, scores, region);
    } finally {
      idle.add(net);
    }
  }

  private static float[] values(Mat mat) {
    float[] values = new float[(int) mat.total()];
    new FloatPointer(mat.data()).get(values);
    return values;
  }

  private List<Detection> decode(float[] boxes, float[] scores, Region region) {
    if (boxes.length != ANCHORS * VALUES || scores.length != ANCHORS) {
      throw new IllegalStateException(
          "expected 896 x 16 and 896 values, got " + boxes.length + " and " + scores.length);
    }
    List<Detection> found = new ArrayList<>();
    for (int a = 0; a < ANCHORS; a++) {
      double score = 1 / (1 + Math.exp(-Math.max(-100, Math.min(100, scores[a]))));
      if (score < MIN_SCORE) {
        continue;
      }
      double cx = boxes[a * VALUES] / SIDE + anchors[a * 2];
      double cy = boxes[a * VALUES + 1] / SIDE + anchors[a * 2 + 1];
      double w = boxes[a * VALUES + 2] / SIDE * region.size();
      double h = boxes[a * VALUES + 3] / SIDE * region.size();
      if (!(w > 2 && h > 2)) {
        continue;
      }
      // Keypoints 0 and 1 are the eyes, the picture's left one first.
      double dx = boxes[a * VALUES + 6] - boxes[a * VALUES + 4];
      double dy = boxes[a * VALUES + 7] - boxes[a * VALUES + 5];
      FaceBox box = new FaceBox(region.toX(cx, cy) - w / 2, region.toY(cx, cy) - h / 2, w, h);
      found.add(new Detection(box, Math.atan2(dy, dx), score));
    }
    return found;
  }

  private static List<Detection> merged(List<Detection> found) {
    List<Detection> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection candidate : sorted) {
      if (kept.stream().noneMatch(k -> k.box().iou(candidate.box()) > MERGE_IOU)) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  private Net borrow() {
    Net net = idle.poll();
    if (net != null) {
      return net;
    }
    // OpenCV's importer fills a static table of operators when first called, without a lock.
    synchronized (READING) {
      try (BytePointer bytes = new BytePointer(model)) {
        Net fresh = opencv_dnn.readNetFromTFLite(bytes, model.length);
        if (fresh.empty()) {
          throw new IllegalStateException("OpenCV cannot load the face detector");
        }
        return fresh;
      }
    }
  }

  /** Anchor centres in units of the picture: a 16 x 16 grid twice, an 8 x 8 grid six times. */
  private static float[] anchors() {
    float[] centres = new float[ANCHORS * 2];
    int next = 0;
    int[][] grids = {{16, 2}, {8, 6}};
    for (int[] grid : grids) {
      for (int y = 0; y < grid[0]; y++) {
        for (int x = 0; x < grid[0]; x++) {
          for (int n = 0; n < grid[1]; n++) {
            centres[next++] = (x + 0.5f) / grid[0];
            centres[next++] = (y + 0.5f) / grid[0];
          }
        }
      }
    }
    return centres;
  }

  @Override
  public void close() {
    for (Net net = idle.poll(); net != null; net = idle.poll()) {
      net.close();
    }
  }
}
