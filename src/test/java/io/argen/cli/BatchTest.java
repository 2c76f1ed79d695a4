package io.argen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.argen.run.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchTest {
  private final List<Integer> done = new ArrayList<>();
  private final List<Integer> skipped = new ArrayList<>();

  @Test
  void thereAreNoMoreJobsThanMemoryHolds() {
    long giga = 1L << 30;
    assertEquals(2, BatchOptions.fitting(2, 3 * giga / 2, 16 * giga), "processors bound it");
    assertEquals(9, BatchOptions.fitting(64, 3 * giga / 2, 512 * giga), "the heap bounds it");
    assertEquals(64, BatchOptions.fitting(64, 16 * giga, 512 * giga), "ARGEN_HEAP=16g");
    assertEquals(4, BatchOptions.fitting(64, 3 * giga / 2, 2 * giga), "a small container");
    assertEquals(1, BatchOptions.fitting(8, giga / 8, giga / 8), "one always goes");
    assertEquals(9, BatchOptions.fitting(9, 3 * giga / 2, 0), "memory unknown");
    BatchOptions asked = new BatchOptions();
    asked.jobs = 100;
    assertEquals(100, asked.threads(), "what is asked is done");
  }

  @Test
  void resultsComeInTheItemsOrderWhateverIsFinishedFirst() {
    CountDownLatch second = new CountDownLatch(1);
    run(
        List.of(0, 1),
        item -> {
          if (item == 1) {
            second.countDown();
          } else {
            await(second);
          }
          return item * 10;
        });
    assertEquals(List.of(0, 10), done);
  }

  @Test
  void unusableItemsAreSkippedAndTheRestIsDone() {
    run(
        IntStream.range(0, 6).boxed().toList(),
        item -> {
          if (item % 3 == 1) {
            throw new InputException("no good");
          }
          return item;
        });
    assertEquals(List.of(0, 2, 3, 5), done);
    assertEquals(List.of(1, 4), skipped);
  }

  @Test
  void anyOtherFailureEndsTheBatch() {
    assertThrows(
        IllegalStateException.class,
        () ->
            run(
                List.of(1),
                item -> {
                  throw new IllegalStateException("a bug");
                }));
    assertEquals(List.of(), done);
  }

  private void run(List<Integer> items, java.util.function.Function<Integer, Integer> work) {
    Batch.run(items, 2, work, (item, result) -> done.add(result), (item, why) -> skipped.add(item));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
