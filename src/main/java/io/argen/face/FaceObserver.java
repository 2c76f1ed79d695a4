package io.argen.face;

import io.argen.clip.Image;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and measures the faces of one picture. */
public final class FaceObserver {
  /** Below this the mesh net itself says that there is no face. */
  static final double MIN_FLAG = 0.5;

  private static final double SAME_FACE_IOU = 0.35;
  private static final int SHARPNESS_SIDE = 112;

  private final FaceNets nets;
  private final HeadPoses poses;
  private final boolean expressions;

  /** Measures expressions too. */
  public FaceObserver(FaceNets nets) {
    this(nets, true);
  }

  /**
   * @param expressions whether to run the expression net
   */
  public FaceObserver(FaceNets nets, boolean expressions) {
    this.nets = nets;
    this.poses = new HeadPoses(nets.canonical());
    this.expressions = expressions;
  }

  /** Every face, largest first. */
  public List<FaceObservation> observe(Image image) {
    return observe(image, nets.detector().search(image));
  }

  /** The largest face; looks harder only where a glance finds none. */
  public Optional<FaceObservation> largest(Image image) {
    List<FaceObservation> seen = observe(image, nets.detector().glance(image));
    if (seen.isEmpty()) {
      seen = observe(image);
    }
    return seen.stream().findFirst();
  }

  private List<FaceObservation> observe(Image image, List<FaceDetector.Detection> detections) {
    List<FaceObservation> found = new ArrayList<>();
    for (FaceDetector.Detection detection : detections) {
      FaceObservation face = refined(image, detection.region());
      if (face != null) {
        found.add(face);
      }
    }
    found.sort(Comparator.comparingDouble((FaceObservation f) -> f.box().area()).reversed());
    List<FaceObservation> seen = new ArrayList<>();
    for (FaceObservation face : found) {
      if (seen.stream().noneMatch(larger -> partOf(larger.box(), face.box()))) {
        seen.add(face);
      }
    }
    return seen;
  }

  /** The same face seen twice, or an eye or mouth of it taken for a face. */
  private static boolean partOf(FaceBox larger, FaceBox face) {
    return larger.iou(face) > SAME_FACE_IOU
        || (Math.abs(face.centreX() - larger.centreX()) < larger.width() / 2
            && Math.abs(face.centreY() - larger.centreY()) < larger.height() / 2);
  }

  /** Two passes of the mesh net, the second on the region of the first. */
  private @Nullable FaceObservation refined(Image image, Region region) {
    MeshNet.Found first = nets.mesh().find(image, region);
    if (first.flag() < MIN_FLAG / 2) {
      return null;
    }
    return at(image, Region.around(first.mesh()));
  }

  /** The face in a region, or null if there is none. */
  @Nullable FaceObservation at(Image image, Region region) {
    MeshNet.Found found = nets.mesh().find(image, region);
    return found.flag() < MIN_FLAG || !plausible(found.mesh(), region)
        ? null
        : measured(image, found.mesh(), found.flag());
  }

  /** A mesh that collapses or flies off belongs to no face, whatever the flag says. */
  private static boolean plausible(FaceMesh mesh, Region region) {
    FaceBox box = mesh.box();
    double apart = Math.hypot(box.centreX() - region.centreX(), box.centreY() - region.centreY());
    return box.width() > 0.2 * region.size()
        && box.height() > 0.2 * region.size()
        && apart < 0.6 * region.size();
  }

  /** Pose, quality and expression of a mesh already found. */
  FaceObservation measured(Image image, FaceMesh mesh, double flag) {
    HeadPose pose = poses.fit(mesh);
    FaceQuality quality =
        new FaceQuality(
            mesh.box().height(),
            sharpness(image, mesh),
            Math.max(0, pose.rotation()[8]),
            flag,
            inFrame(image, mesh));
    ExpressionScores scores = expressions ? nets.expression().scores(image, mesh) : null;
    return new FaceObservation(mesh.box(), mesh, pose, quality, scores);
  }

  /** The same face with a smoothed mesh. */
  FaceObservation replaced(FaceObservation face, FaceMesh mesh) {
    return new FaceObservation(
        mesh.box(), mesh, poses.fit(mesh), face.quality(), face.expression());
  }

  private static double inFrame(Image image, FaceMesh mesh) {
    int inside = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      boolean in =
          mesh.x(i) >= 0
              && mesh.y(i) >= 0
              && mesh.x(i) < image.width()
              && mesh.y(i) < image.height();
      inside += in ? 1 : 0;
    }
    return (double) inside / FaceMesh.POINTS;
  }

  /** Variance of the Laplacian of the grey face at 112 px. */
  private static double sharpness(Image image, FaceMesh mesh) {
    float[] pixels = Region.around(mesh).faceOnly().sample(image, SHARPNESS_SIDE, 1, 0);
    float[] grey = new float[SHARPNESS_SIDE * SHARPNESS_SIDE];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = 0.299f * pixels[i * 3] + 0.587f * pixels[i * 3 + 1] + 0.114f * pixels[i * 3 + 2];
    }
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int y = 1; y < SHARPNESS_SIDE - 1; y++) {
      for (int x = 1; x < SHARPNESS_SIDE - 1; x++) {
        int at = y * SHARPNESS_SIDE + x;
        double v =
            4 * grey[at]
                - grey[at - 1]
                - grey[at + 1]
                - grey[at - SHARPNESS_SIDE]
                - grey[at + SHARPNESS_SIDE];
        sum += v;
        squares += v * v;
        n++;
      }
    }
    return squares / n - sum / n * (sum / n);
  }
}
