package io.argen.motion.learn;

import io.argen.run.ArgenException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Pieces of work that are numbered and depend on nothing else, done by other threads before they
 * are asked for; taken in order, so that what comes out does not depend on the threads.
 */
final class Ahead<T> implements AutoCloseable {
  private static final int PIECES_A_THREAD = 2;

  private final IntFunction<T> work;
  private final int end;
  private final ExecutorService threads;
  private final int most;
  private final Deque<Future<T>> coming = new ArrayDeque<>();
  private int next;

  /**
   * Begins at once.
   *
   * @param from the first piece
   * @param end after the last piece
   */
  Ahead(IntFunction<T> work, int from, int end) {
    int number = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.work = work;
    this.next = from;
    this.end = end;
    this.most = PIECES_A_THREAD * number;
    this.threads =
        Executors.newFixedThreadPool(
            number,
            task -> {
              Thread thread = new Thread(task, "ahead");
              thread.setDaemon(true);
              return thread;
            });
    fill();
  }

  private void fill() {
    while (next < end && coming.size() < most) {
      int piece = next++;
      coming.add(threads.submit(() -> work.apply(piece)));
    }
  }

  /**
   * The next piece.
   *
   * @throws IllegalStateException after the last
   */
  T take() {
    Future<T> first = coming.poll();
    if (first == null) {
      throw new IllegalStateException("all " + end + " pieces have been taken");
    }
    try {
      T piece = first.get();
      fill();
      return piece;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArgenException("interrupted while training was prepared", e);
    }
  }

  /** What has not been taken is dropped. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
