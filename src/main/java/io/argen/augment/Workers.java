package io.argen.augment;

import io.argen.run.ArgenException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A fixed number of threads that turn a list into a list in the same order. */
public final class Workers implements AutoCloseable {
  private final ExecutorService threads;

  /** Starts threads when first needed. */
  public Workers(int jobs) {
    this.threads =
        Executors.newFixedThreadPool(
            jobs,
            task -> {
              Thread thread = new Thread(task, "augment");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Maps every element. The first failure stops what has not begun and is thrown as it was; what
   * has begun is waited for.
   */
  public <A, B> List<B> map(List<A> inputs, Function<A, B> work) {
    List<Future<B>> futures = new ArrayList<>();
    for (A input : inputs) {
      futures.add(threads.submit(() -> work.apply(input)));
    }
    List<B> results = new ArrayList<>();
    Iterator<Future<B>> rest = futures.iterator();
    try {
      while (rest.hasNext()) {
        results.add(rest.next().get());
      }
      return results;
    } catch (ExecutionException e) {
      rest.forEachRemaining(future -> future.cancel(false));
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new ArgenException("a worker failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      rest.forEachRemaining(future -> future.cancel(false));
      Thread.currentThread().interrupt();
      throw new ArgenException("interrupted; the same command continues the run", e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      // Clips in hand are finished, so that nothing writes once the run's lock is gone.
      if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
