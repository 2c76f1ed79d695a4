package io.argen.affect.vlm;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts calls and tokens. Safe for use by several threads. */
public final class VlmUsage {
  /**
   * What was used.
   *
   * @param calls sent to the server, failed ones included
   * @param failed those of them without an answer
   * @param cached answers taken from the disk instead
   * @param repairs calls that asked for a correction
   * @param inputTokens as the server counts them
   * @param outputTokens as the server counts them
   * @param byModel descriptions of the model's
   * @param byComposer descriptions the composer wrote in its place
   * @param reasons why, with how often
   */
  public record Counts(
      int calls,
      int failed,
      int cached,
      int repairs,
      long inputTokens,
      long outputTokens,
      int byModel,
      int byComposer,
      SortedMap<String, Integer> reasons) {
    public Counts {
      reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }
  }

  private int calls;
  private int failed;
  private int cached;
  private int repairs;
  private long inputTokens;
  private long outputTokens;
  private int byModel;
  private int byComposer;
  private final SortedMap<String, Integer> reasons = new TreeMap<>();

  synchronized void called() {
    calls++;
  }

  synchronized void failed() {
    failed++;
  }

  synchronized void cached() {
    cached++;
  }

  synchronized void repaired() {
    repairs++;
  }

  synchronized void tokens(long in, long out) {
    inputTokens += in;
    outputTokens += out;
  }

  synchronized long tokens() {
    return inputTokens + outputTokens;
  }

  synchronized void byModel() {
    byModel++;
  }

  synchronized void byComposer(String reason) {
    byComposer++;
    reasons.merge(reason, 1, Integer::sum);
  }

  /** What was used up to now. */
  public synchronized Counts counts() {
    return new Counts(
        calls, failed, cached, repairs, inputTokens, outputTokens, byModel, byComposer, reasons);
  }
}
