package io.argen.motion;

import io.argen.clip.Image;
import io.argen.face.FaceObservation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers how the faces of a clip look while its frames pass by, 4 KiB a face and frame. */
public final class SeenLooks {
  private final SeenLook look;
  private final List<List<float @Nullable []>> byFace = new ArrayList<>();
  private int frames;

  SeenLooks(SeenLook look) {
    this.look = look;
  }

  /** Looks at the next frame; faces by face id, null where one is not in this frame. */
  public void add(Image image, List<@Nullable FaceObservation> faces) {
    while (byFace.size() < faces.size()) {
      byFace.add(new ArrayList<>(Collections.nCopies(frames, null)));
    }
    for (int id = 0; id < byFace.size(); id++) {
      FaceObservation face = id < faces.size() ? faces.get(id) : null;
      byFace.get(id).add(face == null ? null : look.of(image, face.mesh()));
    }
    frames++;
  }

  /** One face's look in a frame; null where it was not seen. */
  float @Nullable [] at(int face, int frame) {
    return face < byFace.size() && frame < byFace.get(face).size()
        ? byFace.get(face).get(frame)
        : null;
  }

  /** The median, cell by cell. */
  static float[] median(List<float[]> looks) {
    float[] median = new float[SeenLook.COUNT];
    float[] column = new float[looks.size()];
    for (int i = 0; i < median.length; i++) {
      for (int t = 0; t < column.length; t++) {
        column[t] = looks.get(t)[i];
      }
      Arrays.sort(column);
      median[i] = (column[(column.length - 1) / 2] + column[column.length / 2]) / 2;
    }
    return median;
  }
}
