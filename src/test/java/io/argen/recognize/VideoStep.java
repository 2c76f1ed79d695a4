package io.argen.recognize;

import io.argen.clip.Image;
import io.argen.config.Spelling;
import io.argen.run.Seeds;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Times updates of the {@code video} recogniser, pictures read and altered included. Its peer is
 * {@code bench/video_step.py}; run both in turns on a machine with nothing else to do:
 *
 * <pre>
 * for i in 1 2 3; do
 *   java -Dorg.bytedeco.openblas.load=mkl -cp target/test-classes:target/classes:$(cat target/class-path.txt) \
 *     io.argen.recognize.VideoStep 1 8
 *   OMP_NUM_THREADS=1 python3 bench/video_step.py 8
 * done
 * </pre>
 */
public final class VideoStep {
  private static final int CLIPS = 8;
  private static final int CLASSES = 7;

  private VideoStep() {}

  /** {@code VideoStep [threads [steps [planes [precision]]]]}. */
  @SuppressWarnings("try") // The scope acts by being open.
  public static void main(String[] args) throws IOException {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    int planes = args.length > 2 ? Integer.parseInt(args[2]) : 64;
    Path folder = Files.createTempDirectory("video-step");
    List<Example> train = examples(folder, CLIPS, 16);
    Precision precision = Spelling.constant(Precision.class, args.length > 3 ? args[3] : "float32");
    TrainingOptions options =
        TrainingOptions.VIDEO.resNet(
            new ResNetOptions(planes, java.util.Optional.empty(), precision));
    VideoNetwork network =
        new VideoNetwork(
            new VideoConfig(16, planes, options.width(), options.layers(), CLASSES), precision);
    double[] wall = new double[steps];
    double[] cpu = new double[steps];
    Tensors.useThreads(1);
    try (PointerScope scope = new PointerScope();
        RecognizerUpdate update = new RecognizerUpdate(options, network, train, CLASSES, threads)) {
      int n = network.layout().length();
      RecognizerUpdate.State state =
          new RecognizerUpdate.State(
              tensor(network.initial(Seeds.generator(1))),
              tensor(new float[n]),
              tensor(new float[n]),
              tensor(network.layout().decayed()),
              tensor(network.initialStatistics()));
      int[] clips = IntStream.range(0, CLIPS).toArray();
      for (int step = 0; step < steps; step++) {
        long begin = System.nanoTime();
        long used = used();
        update.make(state, clips, step);
        wall[step] = (System.nanoTime() - begin) / 1e6;
        cpu[step] = (used() - used) / 1e6;
      }
      System.out.printf(
          Locale.ROOT,
          "%,d parameters, libtorch from Java, %d threads: median %.0f ms, best %.0f ms an update;"
              + " CPU median %.0f ms, best %.0f ms%n",
          n,
          threads,
          median(wall),
          Arrays.stream(wall).min().orElse(0),
          median(cpu),
          Arrays.stream(cpu).min().orElse(0));
    }
  }

  /** Clips of noise, class by class in turn. */
  static List<Example> examples(Path folder, int clips, int frames) {
    RandomGenerator random = Seeds.generator(1);
    List<Example> examples = new ArrayList<>();
    for (int c = 0; c < clips; c++) {
      List<Image> pictures = new ArrayList<>();
      for (int t = 0; t < frames; t++) {
        byte[] rgb = new byte[3 * ClipCrops.SIDE * ClipCrops.SIDE];
        random.nextBytes(rgb);
        pictures.add(new Image(ClipCrops.SIDE, ClipCrops.SIDE, rgb));
      }
      List<Integer> numbers = IntStream.range(0, frames).boxed().toList();
      ClipCrops crops = ClipCrops.write(folder.resolve("clip" + c + ".json"), pictures, numbers);
      examples.add(new Example(crops, c % CLASSES));
    }
    return examples;
  }

  /** CPU time of the whole program, nanoseconds. */
  private static long used() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).skip(Math.min(2, values.length - 1)).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Tensor tensor(float[] values) {
    return Tensors.of(values, values.length);
  }
}
