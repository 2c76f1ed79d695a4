package io.argen.diffusion;

import static org.bytedeco.pytorch.global.torch.backward;
import static org.bytedeco.pytorch.global.torch.cat;

import io.argen.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * The gradient of a loss through a transformer of which only what goes into each block is kept: on
 * the way back each block is computed once more (gradient checkpointing; Chen et al. 2016, arXiv
 * 1604.06174). The memory of a training step then hardly grows with the blocks.
 */
final class Recompute {
  private final Map<String, Tensor> leaves = new LinkedHashMap<>();
  private final WanDenoiser net;
  private final int blocks;

  /**
   * A network on weights that are laid end to end.
   *
   * @param weights [N]
   */
  Recompute(WanConfig config, ParameterVector layout, Tensor weights) {
    layout.views(weights.detach()).forEach((name, view) -> leaves.put(name, leaf(view)));
    this.net = WanDenoiser.unchecked(config, leaves);
    this.blocks = config.numLayers();
  }

  /**
   * The gradient of a loss of the velocity.
   *
   * @param x [B,C,T,H,W]
   * @param t of each frame, [B,T]
   * @param text [B,L,D]
   */
  FlowTrainer.Gradient of(Tensor x, Tensor t, Tensor text, UnaryOperator<Tensor> loss) {
    TextContext context = net.context(text);
    WanDenoiser.Stem stem = net.stem(x, net.eachToken(x, t), context);
    TextContext read =
        new TextContext(
            context.batch(), leaves(context.keys()), leaves(context.values()), context.bias());
    Tensor six = leaf(stem.six());
    Tensor time = leaf(stem.time());
    List<Tensor> inputs = forward(stem, six, read);

    Tensor last = leaf(inputs.get(blocks));
    Tensor value = loss.apply(net.head(last, time, x));
    back(new TensorVector(value), new TensorVector(value.detach().new_ones(value.shape())));
    Tensor gradient = last.grad();
    for (int i = blocks - 1; i >= 0; i--) {
      gradient = through(i, inputs.get(i), six, read, stem.positions(), gradient);
    }

    TensorVector outs = new TensorVector();
    TensorVector gradients = new TensorVector();
    add(outs, gradients, stem.tokens(), gradient);
    add(outs, gradients, stem.six(), six.grad());
    add(outs, gradients, stem.time(), time.grad());
    for (int i = 0; i < blocks; i++) {
      add(outs, gradients, context.keys().get(i), read.keys().get(i).grad());
      add(outs, gradients, context.values().get(i), read.values().get(i).grad());
    }
    back(outs, gradients);
    return new FlowTrainer.Gradient(value.item_double(), flat());
  }

  /** What goes into each block, and what comes out of the last; without a graph. */
  @SuppressWarnings("try") // The guard acts by being open.
  private List<Tensor> forward(WanDenoiser.Stem stem, Tensor six, TextContext context) {
    List<Tensor> inputs = new ArrayList<>(List.of(stem.tokens().detach()));
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int i = 0; i < blocks; i++) {
        WanBlock block = net.block(i);
        Tensor in = inputs.get(i);
        inputs.add(Tensors.freeing(() -> block.of(in, six, context, stem.positions())));
      }
    }
    return inputs;
  }

  /** Back through a block; what its graph held is freed. */
  private Tensor through(
      int at,
      Tensor input,
      Tensor six,
      TextContext context,
      RotaryPositions positions,
      Tensor gradient) {
    return Tensors.freeing(
        () -> {
          Tensor in = leaf(input);
          back(
              new TensorVector(net.block(at).of(in, six, context, positions)),
              new TensorVector(gradient));
          // Of its own: what grad() gives belongs to the leaf.
          return in.grad().detach();
        });
  }

  private static void back(TensorVector outs, TensorVector gradients) {
    backward(outs, gradients, new BoolOptional(), false, new TensorVector());
  }

  private static void add(TensorVector outs, TensorVector gradients, Tensor out, Tensor gradient) {
    // Keys of an empty text are never read.
    if (gradient.defined()) {
      outs.push_back(out);
      gradients.push_back(gradient);
    }
  }

  private Tensor flat() {
    TensorVector parts = new TensorVector();
    leaves.forEach(
        (name, leaf) -> {
          Tensor gradient = leaf.grad();
          parts.push_back(
              (gradient.defined() ? gradient : leaf.detach().new_zeros(leaf.shape())).reshape(-1));
        });
    return cat(parts, 0);
  }

  private static List<Tensor> leaves(List<Tensor> tensors) {
    return tensors.stream().map(Recompute::leaf).toList();
  }

  private static Tensor leaf(Tensor tensor) {
    return tensor.detach().set_requires_grad(true);
  }
}
