package io.argen.cli;

import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.VideoWriter;
import io.argen.motion.FaceCrop;
import io.argen.motion.FaceMotion;
import io.argen.motion.FaceRenderer;
import io.argen.motion.MotionFrame;
import io.argen.run.Progress;
import java.nio.file.Path;

/** Renders a motion of a photo's face into an MP4. Safe for several threads. */
final class PhotoAnimator {
  /** Its name as a stage. */
  static final String STAGE = "rendering";

  private final FaceRenderer renderer;

  PhotoAnimator(FaceKit kit) {
    this.renderer = new FaceRenderer(kit.canonical(), kit.basis());
  }

  /**
   * Writes the clip whole or not at all.
   *
   * @throws io.argen.run.ArgenException if it cannot be written
   */
  void animate(FaceCrop photo, FaceMotion motion, ClipMark mark, Path out, Progress progress) {
    Image still = photo.image();
    FaceRenderer.Session session = renderer.prepare(still, photo.face());
    Image frame = Image.black(still.width(), still.height());
    VideoWriter writer =
        VideoWriter.create(out, still.width(), still.height(), motion.frameRateHz(), mark);
    progress.begin(STAGE, motion.frames().size());
    try {
      for (MotionFrame moment : motion.frames()) {
        session.render(moment, frame);
        writer.write(frame);
        progress.step(STAGE);
      }
      writer.close();
    } catch (RuntimeException e) {
      writer.abort();
      throw e;
    }
    progress.end(STAGE);
  }
}
