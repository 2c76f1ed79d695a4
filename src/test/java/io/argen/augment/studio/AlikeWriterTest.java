package io.argen.augment.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.ClipLook;
import io.argen.clip.ClipMark;
import io.argen.clip.ClipReader;
import io.argen.clip.ClipWriter;
import io.argen.clip.Clips;
import io.argen.clip.Coding;
import io.argen.clip.Frame;
import io.argen.clip.FrameFolderWriter;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Traces;
import io.argen.clip.VideoCodec;
import io.argen.clip.VideoWriter;
import io.argen.motion.MotionRequest.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drawn clips get the traces of stored ones. */
final class AlikeWriterTest {
  private static final int SIDE = 96;
  private static final int FRAMES = 16;

  @Test
  void aVideoGetsCodecKeyFramesBytesAndSharpnessOfItsLike(@TempDir Path folder) {
    for (VideoCodec codec : VideoCodec.values()) {
      Path real = folder.resolve(codec + "-real.mp4");
      video(scene(1), real, new Coding(codec, codec == VideoCodec.H264 ? 26 : 6, 7));
      Path made = folder.resolve(codec + "-made.mp4");
      write(made, codec == VideoCodec.H264 ? "mp4" : "mpeg4", Traces.of(real), softer(scene(1)));
      assertEquals(codec, VideoCodec.like(made));
      assertAlike(Traces.of(real), Traces.of(made));
    }
  }

  @Test
  void framesOfAVideoAreCodedAsAVideoFirst(@TempDir Path folder) throws IOException {
    for (String container : List.of("jpg", "png")) {
      Path video = folder.resolve("v.mp4");
      video(scene(2), video, new Coding(VideoCodec.H264, 28, 0));
      Path real = folder.resolve(container + "-real");
      copy(read(video), FrameFolderWriter.create(real, container, 25, ClipMark.none(), 80));
      Path made = folder.resolve(container + "-made");
      write(made, container, Traces.of(real), scene(2));
      assertTrue(Traces.unchanged(scene(2)) < 0.05, "drawn, nothing stays");
      assertTrue(Traces.of(real).unchanged() > 0.2, Traces.of(real).toString());
      assertEquals(Traces.of(real).unchanged(), Traces.of(made).unchanged(), 0.15, container);
      assertEquals(FRAMES, read(made).size());
      try (Stream<Path> left = Files.list(folder)) {
        assertTrue(left.noneMatch(p -> p.toString().contains("trial")), "tidied up");
      }
    }
  }

  @Test
  void framesOfACameraAreNotCodedBefore(@TempDir Path folder) {
    Path real = folder.resolve("real");
    copy(scene(3), FrameFolderWriter.create(real, "jpg", 25, ClipMark.none(), 90));
    Path made = folder.resolve("made");
    write(made, "jpg", Traces.of(real), scene(3));
    assertTrue(Traces.of(made).unchanged() < 0.05, Traces.of(made).toString());
    assertAlike(Traces.of(real), Traces.of(made));
  }

  @Test
  void ofAnUnknownLookNothingIsImitated(@TempDir Path folder) {
    Path plain = folder.resolve("plain.mp4");
    video(scene(4), plain, Coding.FINE);
    Path made = folder.resolve("made.mp4");
    write(made, "mp4", Traces.UNKNOWN, scene(4));
    assertEquals(Traces.of(plain), Traces.of(made));
  }

  private static void assertAlike(Traces real, Traces made) {
    String both = real + " and " + made;
    assertEquals(1, made.bytesAPixel() / real.bytesAPixel(), 0.15, both);
    assertEquals(1, made.sharpness() / real.sharpness(), 0.1, both);
    assertEquals(real.keyInterval(), made.keyInterval(), both);
  }

  private static void write(Path file, String container, Traces traces, List<Image> pictures) {
    ClipLook look =
        new ClipLook(
            container, SIDE, SIDE, FRAMES, 25, false, Phase.FULL, 0.5, 0.5, 0.5, 25, traces);
    new AlikeWriter(
            file,
            look,
            FRAMES,
            (t, into) ->
                System.arraycopy(pictures.get(t).rgb(), 0, into.rgb(), 0, into.rgb().length))
        .write(ClipMark.none());
  }

  private static void video(List<Image> pictures, Path file, Coding coding) {
    copy(pictures, VideoWriter.create(file, SIDE, SIDE, 25, ClipMark.none(), coding));
  }

  private static void copy(List<Image> pictures, ClipWriter writer) {
    try (writer) {
      pictures.forEach(writer::write);
    }
  }

  private static List<Image> read(Path clip) {
    List<Image> pictures = new ArrayList<>();
    try (ClipReader reader = Clips.open(clip)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        pictures.add(frame.image());
      }
    }
    return pictures;
  }

  private static List<Image> softer(List<Image> pictures) {
    return pictures.stream().map(picture -> Images.sharpened(picture, -0.03)).toList();
  }

  private static double[] blurred(double[] level) {
    double[] mean = level.clone();
    for (int i = SIDE + 1; i < level.length - SIDE - 1; i++) {
      mean[i] =
          (2 * level[i] + level[i - 1] + level[i + 1] + level[i - SIDE] + level[i + SIDE]) / 6;
    }
    return mean;
  }

  /** A disc that moves over a still, finely structured ground, all with a little noise. */
  private static List<Image> scene(long seed) {
    Random random = new Random(seed);
    double[] ground = random.doubles(SIDE * SIDE, 40, 190).toArray();
    for (int pass = 0; pass < 3; pass++) {
      ground = blurred(ground);
    }
    List<Image> pictures = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      Image picture = Image.black(SIDE, SIDE);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          double value = Math.hypot(x - 30 - 2 * t, y - 48) < 20 ? 180 : ground[y * SIDE + x];
          byte level = (byte) Math.round(value + 1.2 * random.nextGaussian());
          for (int c = 0; c < 3; c++) {
            picture.rgb()[(y * SIDE + x) * 3 + c] = level;
          }
        }
      }
      pictures.add(picture);
    }
    return pictures;
  }
}
