package io.argen.recognize;

import io.argen.clip.ClipReader;
import io.argen.clip.Image;
import io.argen.face.AlignedFace;
import io.argen.face.FaceObservation;
import io.argen.face.FaceTracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the face out of a clip's frames in one pass. Of a long clip every second, fourth .. frame is
 * kept, so that there are {@value #MOST} at most: twice what a network looks at.
 */
final class CropReader {
  private static final int MOST = 32;

  private final List<Image> pictures = new ArrayList<>();
  private final List<Integer> frames = new ArrayList<>();
  private int stride = 1;

  private CropReader() {}

  /** Reads an open clip and writes what it shows. */
  static ClipCrops of(FaceTracker tracker, ClipReader clip, Path file) {
    CropReader crops = new CropReader();
    tracker.track(
        clip,
        (frame, faces) -> {
          FaceObservation face = faces.isEmpty() ? null : faces.get(0);
          if (face != null && frame.index() % crops.stride == 0) {
            crops.pictures.add(AlignedFace.of(frame.image(), face.mesh(), ClipCrops.SIDE));
            crops.frames.add(frame.index());
            if (crops.frames.size() > MOST) {
              crops.thin();
            }
          }
        });
    return ClipCrops.write(file, crops.pictures, crops.frames);
  }

  private void thin() {
    stride *= 2;
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (frames.get(i) % stride != 0) {
        frames.remove(i);
        pictures.remove(i);
      }
    }
  }
}
