package io.argen.motion.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AheadTest {
  @Test
  void givesEveryPieceOnceInOrder() {
    AtomicInteger done = new AtomicInteger();
    try (Ahead<Integer> ahead =
        new Ahead<>(
            piece -> {
              done.incrementAndGet();
              return piece * piece;
            },
            3,
            200)) {
      for (int i = 3; i < 200; i++) {
        assertEquals(i * i, ahead.take());
      }
      assertThrows(IllegalStateException.class, ahead::take);
    }
    assertEquals(197, done.get());
  }

  @Test
  void doesNotRunFarAhead() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    try (Ahead<Integer> ahead = new Ahead<>(piece -> done.incrementAndGet(), 0, 1_000_000)) {
      ahead.take();
      Thread.sleep(50);
      assertTrue(done.get() <= 2 * Runtime.getRuntime().availableProcessors() + 2, "" + done);
    }
  }

  @Test
  void whatAPieceThrowsIsThrownWhereItIsTaken() {
    try (Ahead<Integer> ahead =
        new Ahead<>(
            piece -> {
              throw new IllegalArgumentException("piece " + piece);
            },
            7,
            9)) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> ahead.take().intValue());
      assertEquals("piece 7", e.getMessage());
    }
  }
}
