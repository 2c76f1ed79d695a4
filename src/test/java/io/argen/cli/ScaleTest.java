package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import io.argen.augment.SampleData;
import io.argen.clip.ClipMark;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.VideoWriter;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a clip costs in a small and in a ten times larger set, by {@code mvn test -Dtest=ScaleTest
 * -Dargen.scale=1000}. Takes half an hour on two cores, and is skipped unless asked for. The sets
 * stay in {@code target/scale}, so that {@code ./argen} can be tried on them.
 */
final class ScaleTest {
  private static final double NANOS = 1e9;
  private static final int WARM = 20;
  private static final double MOST = 1.1;

  private static final Places PLACES =
      new Places(Path.of("."), Path.of("models"), Path.of("target/scale/cache"));

  /** What a set cost. */
  private record Cost(int clips, int made, double analyze, double augment, double rerun, long rss) {
    double analyzedClip() {
      return analyze / clips;
    }

    double madeClip() {
      return augment / made;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d clips: analyze %.3f s of processor a clip; %d made, %.3f s a clip made; again %.1f s;"
              + " resident %d MB",
          clips,
          analyzedClip(),
          made,
          madeClip(),
          rerun,
          rss >> 20);
    }
  }

  @Test
  void costGrowsWithTheClipsAndMemoryDoesNot() throws IOException {
    int large = Integer.getInteger("argen.scale", 0);
    assumeTrue(large > 0, "asked for with -Dargen.scale=1000");
    Path folder = Path.of("target/scale");
    Path sample = folder.resolve("sample");
    try (LazyNets nets = new LazyNets(PLACES, 1)) {
      SampleData.write(sample, 0, new SampleAnimator(nets), Progress.NONE);
    }
    // The first clips of a process are dear: code is not compiled yet.
    cost(set(sample, folder.resolve("warm"), WARM), folder.resolve("warm-out"));
    Cost small =
        cost(set(sample, folder.resolve("small"), large / 10), folder.resolve("small-out"));
    Files.writeString(folder.resolve("scale.txt"), small + "\n");
    Cost great = cost(set(sample, folder.resolve("large"), large), folder.resolve("large-out"));
    Files.writeString(folder.resolve("scale.txt"), small + "\n" + great + "\n");
    assertTrue(great.analyzedClip() <= MOST * small.analyzedClip(), small + "\n" + great);
    assertTrue(great.madeClip() <= MOST * small.madeClip(), small + "\n" + great);
    assertTrue(great.rerun() <= 10, great.toString());
    assertTrue(great.rss() <= MOST * small.rss(), small + "\n" + great);
  }

  private static Cost cost(Path data, Path out) throws IOException {
    double start = processor();
    run("analyze", data.resolve("clips").toString(), "--out", out.resolve("analysis").toString());
    double analyzed = processor() - start;
    String balanced = out.resolve("balanced").toString();
    start = processor();
    run("augment", data.toString(), "--out", balanced, "--no-cache");
    double augmented = processor() - start;
    run("augment", data.toString(), "--out", balanced);
    long wall = System.nanoTime();
    run("augment", data.toString(), "--out", balanced);
    double again = (System.nanoTime() - wall) / NANOS;
    List<Sample> all = Dataset.read(out.resolve("balanced")).samples();
    int made = (int) all.stream().filter(Sample::synthetic).count();
    return new Cost(all.size() - made, made, analyzed, augmented, again, residentBytes());
  }

  private static void run(String... words) {
    Shell shell = Shell.argen(PLACES, words);
    assertTrue(
        shell.exit() == ExitCode.DONE || shell.exit() == ExitCode.PARTIAL,
        shell.out() + shell.err());
  }

  private static double processor() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / NANOS;
  }

  /** Now, not at its highest: what the smaller set took must not hide what the larger one takes. */
  private static long residentBytes() throws IOException {
    System.gc();
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    }
  }

  /** The sample's train clips again and again, each time compressed a little differently. */
  private static Path set(Path sample, Path folder, int clips) throws IOException {
    if (Files.exists(folder.resolve("metadata.csv"))) {
      return folder;
    }
    List<Sample> real = Dataset.read(sample).split("train");
    List<String> rows = new ArrayList<>(List.of("file_name,label,subject"));
    Files.createDirectories(folder.resolve("clips"));
    for (int i = 0; i < clips; i++) {
      Sample from = real.get(i % real.size());
      String name = "clips/%05d.mp4".formatted(i);
      copy(from.path(), folder.resolve(name), i / real.size());
      rows.add(name + "," + from.label() + "," + from.subject().orElseThrow());
    }
    Files.write(folder.resolve("metadata.csv"), rows);
    return folder;
  }

  /** A column of pixels in the first frame makes each copy's content its own. */
  private static void copy(Path from, Path to, int round) {
    try (ClipReader reader = Clips.open(from);
        VideoWriter writer =
            VideoWriter.create(
                to,
                reader.info().width(),
                reader.info().height(),
                reader.info().frameRateHz(),
                ClipMark.none())) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        Image image = frame.image();
        for (int y = 0; y < image.height(); y++) {
          image.rgb()[y * image.width() * 3] = (byte) (5 * round);
        }
        writer.write(image);
      }
    }
  }
}
