package io.argen.augment.studio;

import io.argen.augment.ClipLook;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.face.CanonicalFace;
import io.argen.face.FaceBox;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.HeadPoses;

/**
 * Cuts a source frame so that its face sits as large and in the same place as in a real clip, as
 * far as the frame reaches.
 *
 * @param image of the look's size
 * @param face in the cut's own pixels
 */
record Framing(Image image, FaceObservation face) {
  /** A face may take this share of the picture at most, or it could not move. */
  private static final double LARGEST_FACE = 0.75;

  /** The cut for a look; a frame that has the look's size already stays whole. */
  static Framing of(Image source, FaceObservation face, ClipLook look, CanonicalFace canonical) {
    if (source.width() == look.width() && source.height() == look.height()) {
      return new Framing(look.grey() ? Images.grey(source) : source, face);
    }
    FaceBox box = face.mesh().box();
    double aspect = (double) look.width() / look.height();
    double height = box.height() / Math.min(LARGEST_FACE, look.faceHeight());
    double largest = Math.min(source.height(), source.width() / aspect);
    double smallest = Math.max(box.height() / LARGEST_FACE, box.width() / LARGEST_FACE / aspect);
    height = Math.max(Math.min(height, largest), smallest);
    double width = height * aspect;
    double left = inside(box.centreX() - look.faceX() * width, width, source.width());
    double top = inside(box.centreY() - look.faceY() * height, height, source.height());
    Image cut = Images.crop(source, left, top, width, height, look.width(), look.height());
    FaceMesh mesh = face.mesh().cropped(left, top, look.width() / width);
    return new Framing(
        look.grey() ? Images.grey(cut) : cut,
        new FaceObservation(
            mesh.box(),
            mesh,
            new HeadPoses(canonical).fit(mesh),
            face.quality(),
            face.expression()));
  }

  private static double inside(double start, double length, double whole) {
    return length >= whole ? (whole - length) / 2 : Math.max(0, Math.min(whole - length, start));
  }
}
