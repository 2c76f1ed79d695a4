package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a clip costs in a small and in a ten times larger set, by {@code mvn test -Dtest=ScaleTest
 * -Dargen.scale=1000}. Each verb is a process of its own, as users start it. Takes half an hour on
 * two cores, and is skipped unless asked for. The sets stay in {@code target/scale}, so that {@code
 * ./argen} can be tried on them.
 */
final class ScaleTest {
  private static final double NANOS = 1e9;
  private static final double MOST = 1.1;
  private static final int POLL_MILLIS = 100;

  private static final Places PLACES =
      new Places(Path.of("."), Path.of("models"), Path.of("target/scale/cache"));

  /**
   * What a process took.
   *
   * @param processor seconds
   * @param wall seconds
   * @param peak resident bytes at most
   */
  private record Took(double processor, double wall, long peak) {}

  /** What a set cost. */
  private record Cost(int clips, int made, Took analyze, Took augment, Took rerun) {
    double analyzedClip() {
      return analyze.processor() / clips;
    }

    double madeClip() {
      return augment.processor() / made;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d clips: analyze %.3f s of processor a clip, %d MB at most; %d made, %.3f s a clip made,"
              + " %d MB; again %.1f s",
          clips,
          analyzedClip(),
          analyze.peak() >> 20,
          made,
          madeClip(),
          augment.peak() >> 20,
          rerun.wall());
    }
  }

  @Test
  void costGrowsWithTheClipsAndMemoryDoesNot() throws Exception {
    int large = Integer.getInteger("argen.scale", 0);
    assumeTrue(large > 0, "asked for with -Dargen.scale=1000");
    Path folder = Path.of("target/scale");
    Path sample = folder.resolve("sample");
    try (LazyNets nets = new LazyNets(PLACES, 1)) {
      SampleData.write(sample, 0, new SampleAnimator(nets), Progress.NONE);
    }
    Cost small =
        cost(set(sample, folder.resolve("small"), large / 10), folder.resolve("small-out"));
    Files.writeString(folder.resolve("scale.txt"), small + "\n");
    Cost great = cost(set(sample, folder.resolve("large"), large), folder.resolve("large-out"));
    Files.writeString(folder.resolve("scale.txt"), small + "\n" + great + "\n");
    assertTrue(great.analyzedClip() <= MOST * small.analyzedClip(), small + "\n" + great);
    assertTrue(great.madeClip() <= MOST * small.madeClip(), small + "\n" + great);
    assertTrue(great.rerun().wall() <= 10, great.toString());
    assertTrue(great.analyze().peak() <= MOST * small.analyze().peak(), small + "\n" + great);
    assertTrue(great.augment().peak() <= MOST * small.augment().peak(), small + "\n" + great);
  }

  private static Cost cost(Path data, Path out) throws Exception {
    Took analyze =
        run("analyze", data.resolve("clips").toString(), "--out=" + out.resolve("analysis"));
    String balanced = "--out=" + out.resolve("balanced");
    Took augment = run("augment", data.toString(), balanced, "--no-cache");
    run("augment", data.toString(), balanced);
    Took rerun = run("augment", data.toString(), balanced);
    List<Sample> all = Dataset.read(out.resolve("balanced")).samples();
    int made = (int) all.stream().filter(Sample::synthetic).count();
    return new Cost(all.size() - made, made, analyze, augment, rerun);
  }

  /** A process with the launcher's settings. */
  private static Took run(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1536m",
                "-Xss4m",
                "-XX:+UseParallelGC",
                "-Djava.awt.headless=true",
                "-Dargen.models=models",
                "-Dargen.cache=target/scale/cache",
                "-cp",
                System.getProperty("java.class.path", ""),
                Main.class.getName()));
    command.addAll(List.of(words));
    long start = System.nanoTime();
    Path log = Path.of("target/scale/log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long peak = 0;
    double busy = 0;
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peakBytes(process.pid()));
      busy =
          Math.max(
              busy, process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(0.0));
    }
    assertTrue(
        process.exitValue() == ExitCode.DONE || process.exitValue() == ExitCode.PARTIAL,
        Files.readString(log));
    return new Took(busy, (System.nanoTime() - start) / NANOS, peak);
  }

  private static long peakBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0; // It has ended in between.
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
