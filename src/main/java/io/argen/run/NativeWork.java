package io.argen.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Work in native libraries that must not be cut off: a program that is told to stop waits for what
 * is under way, since a library that is torn down under a running call crashes.
 */
public final class NativeWork {
  private static final int MOST_SECONDS = 10;

  /** Held for reading by work; taken for ever when the program ends. */
  private static final ReentrantReadWriteLock RUNNING = new ReentrantReadWriteLock(true);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(NativeWork::end, "end-of-native-work"));
  }

  private NativeWork() {}

  /** Does a piece of work of a few seconds at most; never returns if the program is ending. */
  public static <T> T of(Supplier<T> work) {
    RUNNING.readLock().lock();
    try {
      return work.get();
    } finally {
      RUNNING.readLock().unlock();
    }
  }

  private static void end() {
    try {
      if (!RUNNING.writeLock().tryLock(MOST_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger(NativeWork.class.getName())
            .log(System.Logger.Level.DEBUG, "native work did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
