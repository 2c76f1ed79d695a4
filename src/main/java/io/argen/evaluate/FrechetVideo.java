package io.argen.evaluate;

import io.argen.augment.Workers;
import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.evaluate.metric.FeatureDistances;
import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.tensor.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The Frechet video distance (Unterthiner et al. 2018, arXiv 1812.01717) with an I3D that the user
 * has: a TorchScript file whose forward takes {@code [1,3,16,224,224]} in -1 to 1 and gives one row
 * of numbers, as the usual {@code i3d_torchscript.pt} does (400 logits).
 *
 * @param value the distance
 * @param made synthetic clips
 * @param real real clips
 * @param features numbers the file gives for a clip
 * @param protocol what was done, in words
 * @param few whether there are fewer than 256 clips on a side: the distance is biased upward then,
 *     and figures of different counts cannot be compared
 */
public record FrechetVideo(
    double value, int made, int real, int features, String protocol, boolean few) {
  private static final int FRAMES = 16;
  private static final int SIDE = 224;
  private static final int ENOUGH = 256;
  private static final int LEAST = 2;
  private static final String STAGE = "looking with I3D";

  /**
   * Measures.
   *
   * @throws InputException if the file is no such network, or there are too few clips
   */
  @SuppressWarnings("try") // The scope acts by being open.
  static FrechetVideo of(Path file, List<Path> made, List<Path> real, int jobs, Progress progress) {
    if (Math.min(made.size(), real.size()) < LEAST) {
      throw new InputException(
          "FVD needs two synthetic and two real clips at least, got "
              + made.size()
              + " and "
              + real.size());
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, "is no file", "give a TorchScript file of I3D");
    }
    Tensors.useThreads(1);
    try (PointerScope scope = new PointerScope();
        Workers workers = new Workers(jobs)) {
      JitModule module = load(file);
      module.eval();
      progress.begin(STAGE, made.size() + real.size());
      double[][] a = rows(workers, module, file, made, progress);
      double[][] b = rows(workers, module, file, real, progress);
      progress.end(STAGE);
      String protocol =
          String.format(
              Locale.ROOT,
              "%d frames evenly over each clip, the whole picture scaled to %d px, -1 to 1; %d"
                  + " numbers a clip as %s gives them; Frechet distance of %d synthetic and %d real"
                  + " clips",
              FRAMES,
              SIDE,
              a[0].length,
              file.getFileName(),
              a.length,
              b.length);
      boolean few = Math.min(a.length, b.length) < ENOUGH;
      return new FrechetVideo(
          FeatureDistances.frechet(a, b), a.length, b.length, a[0].length, protocol, few);
    }
  }

  private static JitModule load(Path file) {
    try {
      return torch.load(file.toString());
    } catch (RuntimeException e) {
      throw refused(file, "is no TorchScript file", e);
    }
  }

  private static InputException refused(Path file, String what, Exception cause) {
    return new InputException(
        file, what, "give I3D as TorchScript, for instance i3d_torchscript.pt", cause);
  }

  private static double[][] rows(
      Workers workers, JitModule module, Path file, List<Path> clips, Progress progress) {
    return workers
        .map(
            clips,
            clip -> {
              double[] row = row(module, file, input(clip));
              progress.step(STAGE);
              return row;
            })
        .toArray(new double[0][]);
  }

  @SuppressWarnings("try")
  private static double[] row(JitModule module, Path file, float[] input) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor x = Tensors.of(input, 1, 3, FRAMES, SIDE, SIDE);
      float[] values = Tensors.values(module.forward(new IValueVector(new IValue(x))).toTensor());
      double[] row = new double[values.length];
      for (int k = 0; k < row.length; k++) {
        row[k] = values[k];
      }
      return row;
    } catch (RuntimeException e) {
      String first = String.valueOf(e.getMessage()).split("\n", 2)[0];
      throw refused(file, "cannot be asked about [1,3,16,224,224]: " + first, e);
    }
  }

  /** [3,T,H,W]. */
  private static float[] input(Path clip) {
    List<Image> small = new ArrayList<>();
    try (ClipReader reader = Clips.open(clip)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        small.add(Images.resize(frame.image(), SIDE, SIDE));
      }
    }
    if (small.isEmpty()) {
      throw new InputException(clip, "has no frame", "leave it out");
    }
    float[] input = new float[3 * FRAMES * SIDE * SIDE];
    for (int t = 0; t < FRAMES; t++) {
      int place = (int) Math.round(t * (small.size() - 1) / (FRAMES - 1.0));
      byte[] rgb = small.get(place).rgb();
      for (int i = 0; i < SIDE * SIDE; i++) {
        for (int c = 0; c < 3; c++) {
          input[(c * FRAMES + t) * SIDE * SIDE + i] = (rgb[3 * i + c] & 0xFF) / 127.5f - 1;
        }
      }
    }
    return input;
  }
}
