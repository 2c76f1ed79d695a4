package io.argen.augment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A slow run of a {@link FakeStudio} in a process of its own, to be killed. */
final class MortalRun {
  private MortalRun() {}

  private static List<String> command(Path folder, Path out, int dawdleMillis) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:-UsePerfData",
        "-cp",
        System.getProperty("java.class.path"),
        MortalRun.class.getName(),
        folder.toString(),
        out.toString(),
        Integer.toString(dawdleMillis));
  }

  /** A quick run that may let no file grow beyond so many kilobytes; needs bash. */
  static Process startLimited(int kilobytes, Path folder, Path out) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kilobytes + " && exec \"$0\" \"$@\""));
    words.addAll(command(folder, out, 0));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  static Process start(Path folder, Path out) throws IOException {
    return new ProcessBuilder(command(folder, out, 80))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /**
   * Runs on the small world in the first argument's folder into the second, as slowly as the third
   * says.
   */
  public static void main(String[] args) throws IOException {
    SmallWorld world = SmallWorld.longTail(Path.of(args[0]));
    FakeStudio studio = new FakeStudio();
    studio.failPercent = 40;
    studio.dawdleMillis = Integer.parseInt(args[2]);
    studio.dawdle = studio.dawdleMillis > 0;
    world.run(world.options(Path.of(args[1]), 2), studio);
  }
}
