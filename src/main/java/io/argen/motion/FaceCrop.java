package io.argen.motion;

import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceBox;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPoses;

/**
 * A square cut around a face, and the face in its coordinates.
 *
 * @param image {@code sizePx} square
 * @param face the observation in the cut's own pixels
 */
public record FaceCrop(Image image, FaceObservation face) {
  /** Share of the square's side that the face's height takes. */
  public static final double FACE_HEIGHT = 0.55;

  private static final double TIGHTEST = 0.68;

  /** The square around a face; what lies outside the picture continues its edge. */
  public static FaceCrop square(
      Image image, FaceObservation face, int sizePx, CanonicalFace canonical) {
    FaceBox box = face.mesh().box();
    double faceSide = Math.max(box.height(), box.width());
    // Rather a slightly tighter cut than one that leaves the picture.
    double inside = Math.min(image.width(), image.height());
    double side = Math.max(Math.min(faceSide / FACE_HEIGHT, inside), faceSide / TIGHTEST);
    // A little above the middle: hair needs more room than the neck.
    double left = shifted(box.centreX() - side / 2, side, image.width());
    double top = shifted(box.centreY() - side * 0.53, side, image.height());
    return of(image, face, left, top, side, side, sizePx, sizePx, canonical);
  }

  private static double shifted(double start, double side, double length) {
    return side > length ? (length - side) / 2 : Math.max(0, Math.min(length - side, start));
  }

  /** The whole picture at a given width and height. */
  public static FaceCrop full(
      Image image, FaceObservation face, int width, int height, CanonicalFace canonical) {
    if (width == image.width() && height == image.height()) {
      return new FaceCrop(image, face);
    }
    return of(image, face, 0, 0, image.width(), image.height(), width, height, canonical);
  }

  private static FaceCrop of(
      Image image,
      FaceObservation face,
      double left,
      double top,
      double width,
      double height,
      int outWidth,
      int outHeight,
      CanonicalFace canonical) {
    Image cut = Images.crop(image, left, top, width, height, outWidth, outHeight);
    FaceMesh mesh = face.mesh().cropped(left, top, outWidth / width);
    return new FaceCrop(
        cut,
        new FaceObservation(
            mesh.box(),
            mesh,
            new HeadPoses(canonical).fit(mesh),
            face.quality(),
            face.expression()));
  }
}
