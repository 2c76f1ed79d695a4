package io.argen.cli;

import io.argen.run.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Works through items on several threads and hands on what came of them in the items' order. */
final class Batch {
  private Batch() {}

  /**
   * Runs {@code work} on each item. {@code done} and {@code skipped} are called on the calling
   * thread, in order. Anything else than an {@link InputException} ends the batch and is thrown.
   */
  static <T, R> void run(
      List<T> items,
      int threads,
      Function<T, R> work,
      BiConsumer<T, R> done,
      BiConsumer<T, InputException> skipped) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      List<Future<R>> results = new ArrayList<>();
      for (T item : items) {
        results.add(pool.submit(() -> work.apply(item)));
      }
      for (int i = 0; i < items.size(); i++) {
        take(items.get(i), results.get(i), done, skipped);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T, R> void take(
      T item, Future<R> result, BiConsumer<T, R> done, BiConsumer<T, InputException> skipped) {
    R value;
    try {
      value = result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InputException unusable) {
        skipped.accept(item, unusable);
        return;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
    done.accept(item, value);
  }
}
