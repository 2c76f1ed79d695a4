package io.argen.augment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A slow run of a {@link FakeStudio} in a process of its own, to be killed. */
final class MortalRun {
  private MortalRun() {}

  static Process start(Path folder, Path out) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                MortalRun.class.getName(),
                folder.toString(),
                out.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Runs on the small world in the first argument's folder into the second. */
  public static void main(String[] args) throws IOException {
    SmallWorld world = SmallWorld.longTail(Path.of(args[0]));
    FakeStudio studio = new FakeStudio();
    studio.failPercent = 40;
    studio.dawdle = true;
    studio.dawdleMillis = 80;
    world.run(world.options(Path.of(args[1]), 2), studio);
  }
}
