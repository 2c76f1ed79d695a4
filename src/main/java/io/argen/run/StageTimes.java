package io.argen.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Wall-clock seconds a run spends in each stage. */
public final class StageTimes {
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /**
   * Reads time from {@code nanoTime}, for instance {@code System::nanoTime}; a clock set back
   * counts nothing.
   */
  public StageTimes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Starts a stage; closing what is returned ends it. A stage entered twice adds up. */
  public Stage enter(String name) {
    long start = nanoTime.getAsLong();
    return () -> add(name, Math.max(0, nanoTime.getAsLong() - start) / NANOS);
  }

  private synchronized void add(String name, double spent) {
    seconds.merge(name, spent, Double::sum);
  }

  /** Stage to seconds, in the order in which stages ended. */
  public synchronized Map<String, Double> seconds() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }

  /** A stage under way. */
  @FunctionalInterface
  public interface Stage extends AutoCloseable {
    @Override
    void close();
  }
}
