package io.argen.affect;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Says where head and eyes point. */
final class HeadGazeWords {
  private static final double TURNED_DEGREES = 8;
  private static final double LOOKS_DEGREES = 6;

  private HeadGazeWords() {}

  static String sentence(HeadGaze where, RandomGenerator random) {
    List<String> head = new ArrayList<>();
    add(head, where.yaw(), "turns to its left", "turns to its right", TURNED_DEGREES);
    add(head, where.pitch(), "tilts back", "bows", TURNED_DEGREES);
    add(head, where.roll(), "leans to its left", "leans to its right", TURNED_DEGREES);
    List<String> gaze = new ArrayList<>();
    add(gaze, where.gazeYaw(), "to the left", "to the right", LOOKS_DEGREES);
    add(gaze, where.gazePitch(), "up", "down", LOOKS_DEGREES);
    String headText =
        head.isEmpty()
            ? Words.pick(List.of("The head stays still", "The head faces the viewer"), random)
            : "The head " + Words.list(head, "and");
    String gazeText =
        gaze.isEmpty()
            ? Words.pick(List.of("the gaze is straight ahead", "the gaze meets the viewer"), random)
            : "the gaze goes " + Words.list(gaze, "and");
    return headText + ", " + gazeText + ".";
  }

  private static void add(
      List<String> words, double degrees, String positive, String negative, double least) {
    if (Math.abs(degrees) >= least) {
      words.add(degrees > 0 ? positive : negative);
    }
  }
}
