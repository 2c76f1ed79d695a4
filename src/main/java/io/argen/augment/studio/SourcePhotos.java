package io.argen.augment.studio;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.Identity;
import io.argen.run.InputException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Source frames with their faces, decoded when first asked for; the last used are kept. */
public final class SourcePhotos {
  private static final long KEPT_PIXELS = 40_000_000;

  /** Larger photos gain nothing: no clip is this large. */
  private static final int LONGEST_SIDE = 2048;

  private final FaceNets nets;
  private final FaceObserver observer;
  private final Map<Key, Photo> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long pixels;

  private record Key(Path clip, int frame) {}

  /**
   * A frame to animate.
   *
   * @param image upright, its longer side at most 2048 px
   * @param face the largest in it
   * @param identity whose it is
   */
  public record Photo(Image image, FaceObservation face, Identity identity) {}

  /** Reads with these nets. */
  public SourcePhotos(FaceNets nets) {
    this.nets = nets;
    this.observer = new FaceObserver(nets, true);
  }

  /**
   * A frame of a clip.
   *
   * @throws InputException if it cannot be read or shows no face
   */
  public Photo photo(Path clip, int frame) {
    Key key = new Key(clip, frame);
    synchronized (kept) {
      @Nullable Photo photo = kept.get(key);
      if (photo != null) {
        return photo;
      }
    }
    // Two threads may decode the same frame: that is cheaper than making others wait.
    Photo photo = read(clip, frame);
    synchronized (kept) {
      if (kept.put(key, photo) == null) {
        pixels += area(photo);
      }
      Iterator<Photo> oldest = kept.values().iterator();
      while (pixels > KEPT_PIXELS && kept.size() > 1) {
        pixels -= area(oldest.next());
        oldest.remove();
      }
    }
    return photo;
  }

  private static long area(Photo photo) {
    return (long) photo.image().width() * photo.image().height();
  }

  private Photo read(Path clip, int frame) {
    Image image = fitted(decode(clip, frame));
    FaceObservation face =
        observer
            .largest(image)
            .orElseThrow(
                () ->
                    new InputException(
                        clip,
                        "no face in frame " + frame,
                        "remove it from the set, or give a clearer clip"));
    return new Photo(image, face, nets.identity().embed(image, face.mesh()));
  }

  private static Image decode(Path clip, int frame) {
    try (ClipReader reader = Clips.open(clip)) {
      for (Frame next = reader.next(); next != null; next = reader.next()) {
        if (next.index() == frame) {
          return next.image();
        }
      }
    }
    throw new InputException(
        clip, "has no frame " + frame + " any more", "run again with another --out");
  }

  private static Image fitted(Image image) {
    int longest = Math.max(image.width(), image.height());
    if (longest <= LONGEST_SIDE) {
      return image;
    }
    double scale = (double) LONGEST_SIDE / longest;
    return Images.resize(
        image,
        Math.max(1, (int) Math.round(image.width() * scale)),
        Math.max(1, (int) Math.round(image.height() * scale)));
  }
}
