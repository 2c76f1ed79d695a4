package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.face.FaceObserver;
import io.argen.face.TestNets;
import io.argen.facs.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prints what a frame costs; time depends on the machine, memory does not. */
final class RenderingCostTest {
  private static final int WARM_UP = 60;
  private static final int FRAMES = 60;

  @ParameterizedTest
  @ValueSource(ints = {256, 512})
  void aFrameAllocatesNextToNothing(int size, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("person.jpg");
    try (InputStream in = RenderingCostTest.class.getResourceAsStream("/io/argen/sample/p08.jpg")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    Image photo = Stills.read(file);
    FaceCrop person =
        FaceCrop.square(
            photo,
            new FaceObserver(TestNets.nets(), false).largest(photo).orElseThrow(),
            size,
            TestNets.canonical());
    FaceRenderer.Session session =
        new FaceRenderer(TestNets.canonical(), ActionUnitBasis.anatomical(TestNets.canonical()))
            .prepare(person.image(), person.face());
    List<MotionFrame> frames = new ArrayList<>();
    for (Emotion emotion : Emotion.values()) {
      MotionFrame still = MotionFrame.of(EmotionPrototypes.typical(emotion, 1));
      frames.add(still);
      frames.add(new MotionFrame(still.actionUnits(), 0.1, 0, 0.05, 0.2, 0, 0, 0));
    }
    Image out = Image.black(size, size);
    render(session, frames, WARM_UP, out);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    long start = System.nanoTime();
    render(session, frames, FRAMES, out);
    double ms = (System.nanoTime() - start) / 1e6 / FRAMES;
    long bytes = (threads.getThreadAllocatedBytes(self) - before) / FRAMES;
    System.out.printf("%d px: %.1f ms and %d bytes a frame%n", size, ms, bytes);
    // Until the compiler has seen the code often, small things are not yet kept off the heap.
    assertTrue(bytes < size * size * 3 / 4, bytes + " bytes a frame");
  }

  private static void render(
      FaceRenderer.Session session, List<MotionFrame> frames, int count, Image out) {
    for (int i = 0; i < count; i++) {
      session.render(frames.get(i % frames.size()), out);
    }
  }
}
