package io.argen.evaluate.metric;

import io.argen.run.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tests whether two arms that judged the same clips differ: if they do not, exchanging them for
 * some subjects changes nothing. All exchanges are tried for up to 12 groups, else random ones.
 */
public final class PairedPermutation {
  /** Enough to tell 0.05 from 0.04. */
  public static final int PERMUTATIONS = 2000;

  private static final int EXACT = 12;

  // A rounding error must not turn an equal difference into a smaller one.
  private static final double SLACK = 1e-12;

  private PairedPermutation() {}

  /** How the arms differ. */
  @FunctionalInterface
  public interface Difference {
    /** First less second arm, exchanged for the items marked. */
    double of(boolean[] exchanged);
  }

  /** The two-sided p value, above 0 and at most 1. */
  public static double test(Groups groups, Difference difference, int permutations, long seed) {
    List<List<Integer>> members = groups.members();
    boolean[] exchanged = new boolean[groups.items()];
    double found = Math.abs(difference.of(exchanged)) - SLACK;
    if (members.size() <= EXACT) {
      int all = 1 << members.size();
      int extreme = 0;
      for (int bits = 0; bits < all; bits++) {
        for (int g = 0; g < members.size(); g++) {
          mark(exchanged, members.get(g), (bits >> g & 1) == 1);
        }
        extreme += Math.abs(difference.of(exchanged)) >= found ? 1 : 0;
      }
      return (double) extreme / all;
    }
    RandomGenerator random = Seeds.generator(Seeds.derive(seed, "permutation"));
    int extreme = 1;
    for (int r = 0; r < permutations; r++) {
      for (List<Integer> group : members) {
        mark(exchanged, group, random.nextBoolean());
      }
      extreme += Math.abs(difference.of(exchanged)) >= found ? 1 : 0;
    }
    return extreme / (permutations + 1.0);
  }

  private static void mark(boolean[] exchanged, List<Integer> items, boolean value) {
    for (int item : items) {
      exchanged[item] = value;
    }
  }
}
