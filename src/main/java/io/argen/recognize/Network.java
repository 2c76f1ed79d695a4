package io.argen.recognize;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** A recogniser's computation, without its weights. Safe for several threads. */
sealed interface Network permits MeshNetwork, VideoNetwork {
  RecognizerKind kind();

  /** Its size, as it stands in the file. */
  Object config();

  /** Width of the pooled state, which dropout acts on. */
  int width();

  /** What is learned. */
  WeightLayout layout();

  /** What is counted while training but not learned: means and variances of batches. */
  WeightLayout statistics();

  /** Arrays that stay as they are, by name, for the file. */
  Map<String, float[]> constants();

  /** Untrained weights. */
  float[] initial(RandomGenerator random);

  /** Statistics before anything was counted. */
  float[] initialStatistics();

  /** Numbers that stand for one clip. */
  int inputSize();

  /** Most clips that are computed on in one go. */
  int chunk();

  /**
   * Writes what stands for a clip.
   *
   * @param random alters the clip; null leaves it as it is
   * @param into gets {@link #inputSize} values from {@code at}
   */
  void write(ClipInput clip, @Nullable RandomGenerator random, float[] into, int at);

  /**
   * Logits.
   *
   * @param weights all of them, in one vector
   * @param statistics all of them; changed while training
   * @param x what {@link #write} wrote [B,inputSize]
   * @param keep what dropout leaves of the pooled state [B,W] while training, else null
   * @return [B,K]
   */
  Tensor logits(Tensor weights, Tensor statistics, Tensor x, @Nullable Tensor keep);

  /** Logits around every row of a clip, [frames * K]. */
  float[] overTime(Tensor weights, Tensor statistics, ClipInput clip);
}
