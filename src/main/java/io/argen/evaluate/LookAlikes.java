package io.argen.evaluate;

import io.argen.evaluate.DataFinding.Kind;
import io.argen.face.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Clips of different splits whose faces look so alike that they may be cuts of one shot. For sets
 * that name nobody; an embedding does not tell who somebody is, so this warns and claims nothing.
 */
final class LookAlikes {
  /**
   * The cosine from which two clips are told together. Another frame of a development clip reaches
   * 0.90 in the median; see docs/measurements.md for pairs of different people.
   */
  static final double NEAR = 0.95;

  private static final int LANES = 8;
  private static final int NAMED = 3;

  private LookAlikes() {}

  /**
   * A clip's face.
   *
   * @param path as findings name the clip
   */
  record Seen(String path, String split, Identity face) {}

  /** One finding a cluster, on its first clip by path. */
  static List<DataFinding> of(List<Seen> seen) {
    List<Seen> clips = seen.stream().sorted(Comparator.comparing(Seen::path)).toList();
    float[][] faces = clips.stream().map(clip -> clip.face().toArray()).toArray(float[][]::new);
    int[] cluster = new int[faces.length];
    double[] closest = new double[faces.length];
    for (int i = 0; i < faces.length; i++) {
      cluster[i] = i;
      for (int k = 0; k < i; k++) {
        if (!clips.get(i).split().equals(clips.get(k).split())) {
          double cosine = dot(faces[i], faces[k]);
          if (cosine >= NEAR) {
            int first = join(cluster, i, k);
            closest[first] = Math.max(cosine, Math.max(closest[i], closest[k]));
          }
        }
      }
    }
    SortedMap<Integer, List<Seen>> clusters = new TreeMap<>();
    for (int i = 0; i < faces.length; i++) {
      clusters.computeIfAbsent(first(cluster, i), c -> new ArrayList<>()).add(clips.get(i));
    }
    List<DataFinding> findings = new ArrayList<>();
    clusters.forEach(
        (first, members) -> {
          if (members.size() > 1) {
            findings.add(finding(members, closest[first]));
          }
        });
    return findings;
  }

  private static DataFinding finding(List<Seen> members, double closest) {
    StringBuilder others = new StringBuilder();
    for (Seen other : members.subList(1, Math.min(members.size(), 1 + NAMED))) {
      others.append(others.length() == 0 ? "" : ", ");
      others.append(other.path()).append(" in ").append(other.split());
    }
    if (members.size() > 1 + NAMED) {
      others.append(" and ").append(members.size() - 1 - NAMED).append(" more");
    }
    return new DataFinding(
        Kind.LOOK_ALIKE,
        members.get(0).path(),
        String.format(
            Locale.ROOT,
            "is in %s, and its face looks nearly as in %s (cosine up to %.2f): look whether they"
                + " are cuts of one shot, which splits should not divide",
            members.get(0).split(),
            others,
            closest));
  }

  private static int first(int[] cluster, int i) {
    int at = i;
    while (cluster[at] != at) {
      cluster[at] = cluster[cluster[at]];
      at = cluster[at];
    }
    return at;
  }

  private static int join(int[] cluster, int i, int k) {
    int a = first(cluster, i);
    int b = first(cluster, k);
    int low = Math.min(a, b);
    cluster[Math.max(a, b)] = low;
    return low;
  }

  /**
   * Several sums, so that the compiler can keep them side by side: pairs are counted in millions.
   */
  private static double dot(float[] a, float[] b) {
    float[] sums = new float[LANES];
    int whole = a.length - a.length % LANES;
    for (int i = 0; i < whole; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += a[i + lane] * b[i + lane];
      }
    }
    double sum = 0;
    for (float lane : sums) {
      sum += lane;
    }
    for (int i = whole; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
