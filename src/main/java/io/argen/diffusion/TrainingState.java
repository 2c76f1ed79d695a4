package io.argen.diffusion;

import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import io.argen.tensor.Device;
import io.argen.tensor.Safetensors;
import io.argen.tensor.SafetensorsFile;
import io.argen.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * All that a training run needs to go on as if it had never stopped: weights, their average,
 * AdamW's two moments, and the losses so far (their number is the number of updates made).
 */
public final class TrainingState {
  private static final String SCHEMA = "argen/training-state/1";
  private static final long MAX_BYTES = 2000L << 20;

  Tensor weights;
  Tensor average;
  Tensor first;
  Tensor second;
  private float[] losses;
  private int steps;

  private TrainingState(float[] weights, float[] average, float[] first, float[] second) {
    this.weights = Tensors.of(weights, weights.length);
    this.average = Tensors.of(average, weights.length);
    this.first = Tensors.of(first, weights.length);
    this.second = Tensors.of(second, weights.length);
    this.losses = new float[0];
  }

  /** An untrained network's. */
  public static TrainingState initial(ParameterVector layout, long seed) {
    float[] weights = layout.initial(Seeds.generator(Seeds.derive(seed, "weights")));
    float[] zeros = new float[weights.length];
    return new TrainingState(weights, weights, zeros, zeros);
  }

  /**
   * One that goes on from weights that were trained before.
   *
   * @param weights of the layout's order, [N]
   */
  public static TrainingState from(ParameterVector layout, Tensor weights) {
    Tensors.check("weights", weights, layout.length());
    float[] values = Tensors.values(weights);
    float[] zeros = new float[values.length];
    return new TrainingState(values, values, zeros, zeros);
  }

  /** Moves all tensors; what is trained with them is then computed there. */
  public void place(Device device) {
    weights = device.place(weights);
    average = device.place(average);
    first = device.place(first);
    second = device.place(second);
  }

  /** Updates made. */
  public int step() {
    return steps;
  }

  /** The loss of every update. */
  public float[] losses() {
    return Arrays.copyOf(losses, steps);
  }

  /** The average of the weights, of the layout's order. */
  public Tensor average() {
    return average;
  }

  void add(float loss) {
    if (steps == losses.length) {
      losses = Arrays.copyOf(losses, Math.max(1024, 2 * steps));
    }
    losses[steps++] = loss;
  }

  /**
   * Writes the state whole or not at all.
   *
   * @param identity what the run is: only the same run can go on from it
   */
  public void write(Path file, String identity) {
    long length = weights.numel();
    try {
      Path temp = AtomicFiles.tempFor(file);
      new Safetensors()
          .describe("schema", SCHEMA)
          .describe("identity", identity)
          .add("weights", Tensors.values(weights), length)
          .add("average", Tensors.values(average), length)
          .add("first", Tensors.values(first), length)
          .add("second", Tensors.values(second), length)
          .add("losses", losses(), steps)
          .write(temp);
      AtomicFiles.moveIntoPlace(temp, file);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(file, e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InputException if it is no such file, or another run's
   */
  public static TrainingState read(Path file, ParameterVector layout, String identity) {
    try {
      SafetensorsFile tensors = SafetensorsFile.read(file, MAX_BYTES);
      if (!SCHEMA.equals(tensors.metadata().get("schema"))) {
        throw new IOException("holds no training state");
      }
      if (!identity.equals(tensors.metadata().get("identity"))) {
        throw new IOException("was written by a run of another configuration");
      }
      int n = layout.length();
      TrainingState state =
          new TrainingState(
              tensors.values("weights", n),
              tensors.values("average", n),
              tensors.values("first", n),
              tensors.values("second", n));
      for (float loss : tensors.values("losses", -1)) {
        state.add(loss);
      }
      return state;
    } catch (IOException e) {
      throw new InputException(
          file,
          String.valueOf(e.getMessage()),
          "give --out another folder, or delete this file",
          e);
    }
  }
}
