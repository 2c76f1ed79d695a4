package io.argen.motion.mouth;

import io.argen.clip.Image;
import io.argen.face.FaceObservation;

/**
 * A frame in which the person's mouth is open: its inside is shown when the photo's lips part.
 *
 * @param image the frame
 * @param face the same person in it
 */
public record OpenMouth(Image image, FaceObservation face) {
  /** Lips less apart than this, in centimetres, show too little. */
  public static final double LEAST_GAP_CM = 0.45;

  /** How far the lips are apart, centimetres. */
  public double gap() {
    return gap(face);
  }

  /** How far an observed face's lips are apart, centimetres. */
  public static double gap(FaceObservation face) {
    double x = face.mesh().x(13) - face.mesh().x(14);
    double y = face.mesh().y(13) - face.mesh().y(14);
    return Math.hypot(x, y) / face.pose().scale();
  }
}
