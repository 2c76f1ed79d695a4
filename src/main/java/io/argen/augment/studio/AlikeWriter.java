package io.argen.augment.studio;

import io.argen.augment.ClipLook;
import io.argen.clip.ClipMark;
import io.argen.clip.ClipReader;
import io.argen.clip.ClipWriter;
import io.argen.clip.Clips;
import io.argen.clip.Coding;
import io.argen.clip.Compression;
import io.argen.clip.Frame;
import io.argen.clip.FrameFolderWriter;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.clip.Traces;
import io.argen.clip.VideoCodec;
import io.argen.clip.VideoWriter;
import io.argen.run.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores a drawn clip so that it bears the traces of a real one: the codec, key frames and bytes of
 * a video, or the bytes of a folder of pictures and of the video they were taken from; and as sharp
 * as the real one, for a clip that starts from a decoded frame has lost fine detail twice.
 */
final class AlikeWriter {
  /** Quantisers of a coding before this one that are tried in turn; 0: there was none. */
  private static final int[] EARLIER = {0, 18, 22, 26, 30, 34};

  /** A camera's noise leaves fewer blocks as they are: nothing was coded before. */
  private static final double CODED = 0.05;

  private static final double TRIAL_AMOUNT = 0.05;
  private static final double LEAST_AMOUNT = -0.08;
  private static final double MOST_AMOUNT = 0.25;

  private final ClipLook look;
  private final Traces traces;
  private final int frames;
  private final Drawing drawing;
  private final Path target;
  private final Path trial;

  /** Draws frames of a clip; each is asked for once, in their order. */
  @FunctionalInterface
  interface Drawing {
    void draw(int frame, Image into);
  }

  /** Hands on pictures in their order. */
  @FunctionalInterface
  private interface Source {
    void each(Consumer<Image> taker);
  }

  /**
   * How a clip is stored.
   *
   * @param coding of a video
   * @param earlier quantiser of the video from which a folder's frames were taken; 0: none
   * @param quality of a folder's JPEGs
   */
  private record Storage(Coding coding, int earlier, int quality) {}

  /**
   * A writer of one clip.
   *
   * @param target the clip; files whose names begin so lie beside it for a while
   */
  AlikeWriter(Path target, ClipLook look, int frames, Drawing drawing) {
    this.target = target;
    this.trial = target.resolveSibling(target.getFileName() + ".trial.mp4");
    this.look = look;
    this.traces = look.traces();
    this.frames = frames;
    this.drawing = drawing;
  }

  /** Writes the clip whole, or nothing. */
  void write(ClipMark mark) {
    try {
      List<Image> opening = new ArrayList<>();
      for (int t = 0; t < Math.min(frames, Compression.FRAMES); t++) {
        opening.add(drawn(t));
      }
      Storage storage = storage(opening);
      double amount = amount(opening, storage);
      List<Image> sharp = opening.stream().map(p -> Images.sharpened(p, amount)).toList();
      store(
          taker -> {
            for (int t = 0; t < frames; t++) {
              taker.accept(t < sharp.size() ? sharp.get(t) : Images.sharpened(drawn(t), amount));
            }
          },
          amount == 0 ? storage : storage(sharp),
          mark);
    } finally {
      delete(trial);
    }
  }

  private Image drawn(int t) {
    Image frame = Image.black(look.width(), look.height());
    drawing.draw(t, frame);
    return frame;
  }

  private void store(Source pictures, Storage storage, ClipMark mark) {
    if (!look.isFolder()) {
      copy(pictures, video(target, mark, storage.coding()));
      return;
    }
    Source last = pictures;
    if (storage.earlier() > 0) {
      copy(pictures, video(trial, ClipMark.none(), coded(storage.earlier())));
      last = taker -> read(trial, Integer.MAX_VALUE, taker);
    }
    copy(
        last,
        FrameFolderWriter.create(
            target, look.container(), look.frameRateHz(), mark, storage.quality()));
  }

  private ClipWriter video(Path file, ClipMark mark, Coding coding) {
    return VideoWriter.create(file, look.width(), look.height(), look.frameRateHz(), mark, coding);
  }

  private static Coding coded(int quantiser) {
    return new Coding(VideoCodec.H264, quantiser, 0);
  }

  private static void copy(Source from, ClipWriter writer) {
    boolean whole = false;
    try {
      from.each(writer::write);
      writer.close();
      whole = true;
    } finally {
      if (!whole) {
        writer.abort();
      }
    }
  }

  private static void read(Path video, int most, Consumer<Image> taker) {
    try (ClipReader reader = Clips.open(video)) {
      int n = 0;
      for (@Nullable Frame next = reader.next(); next != null && n++ < most; next = reader.next()) {
        taker.accept(next.image());
      }
    }
  }

  /** What stores a clip that begins so most nearly as the real one is. */
  private Storage storage(List<Image> opening) {
    if (look.isFolder()) {
      return new Storage(Coding.FINE, earlier(opening), quality(opening));
    }
    VideoCodec codec = look.container().equals("mpeg4") ? VideoCodec.MPEG4 : VideoCodec.H264;
    double bytes = traces.bytesAPixel();
    return new Storage(
        bytes > 0 ? Compression.codingOf(opening, codec, traces.keyInterval(), bytes) : Coding.FINE,
        0,
        0);
  }

  private int quality(List<Image> opening) {
    return look.container().equals("jpg") && traces.bytesAPixel() > 0
        ? Compression.jpegQualityOf(opening, traces.bytesAPixel())
        : FrameFolderWriter.DEFAULT_QUALITY;
  }

  /** The quantiser of an earlier coding by which as many blocks stay as they are, 0 for none. */
  private int earlier(List<Image> opening) {
    if (traces.unchanged() < CODED || opening.size() < 2) {
      return 0;
    }
    int quality = quality(opening);
    int best = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int quantiser : EARLIER) {
      Storage tried = new Storage(Coding.FINE, quantiser, quality);
      double missed = traces.unchanged() - Traces.unchanged(stored(opening, tried));
      if (Math.abs(missed) < nearest) {
        nearest = Math.abs(missed);
        best = quantiser;
      }
      if (missed <= 0) {
        break;
      }
    }
    return best;
  }

  /**
   * How much finer contrasts are raised before storing so that afterwards they are those of the
   * real clip; they grow about linearly with it.
   */
  private double amount(List<Image> opening, Storage storage) {
    double wanted = Math.sqrt(traces.sharpness());
    double now = Math.sqrt(Traces.sharpness(stored(opening, storage)));
    if (wanted == 0 || now == 0) {
      return 0;
    }
    List<Image> sharp = opening.stream().map(p -> Images.sharpened(p, TRIAL_AMOUNT)).toList();
    double raised = Math.sqrt(Traces.sharpness(stored(sharp, storage))) - now;
    double amount = raised <= 0 ? 0 : TRIAL_AMOUNT * (wanted - now) / raised;
    return Math.max(LEAST_AMOUNT, Math.min(MOST_AMOUNT, amount));
  }

  /** The pictures as they are read again. */
  private List<Image> stored(List<Image> opening, Storage storage) {
    List<Image> read = opening;
    Coding coding = look.isFolder() ? coded(Math.max(1, storage.earlier())) : storage.coding();
    if (!look.isFolder() || storage.earlier() > 0) {
      read = new ArrayList<>();
      copy(opening::forEach, video(trial, ClipMark.none(), coding));
      read(trial, opening.size(), read::add);
    }
    return look.container().equals("jpg")
        ? read.stream().map(p -> Stills.decode(Stills.jpeg(p, storage.quality()))).toList()
        : read;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }
}
