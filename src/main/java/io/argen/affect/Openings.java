package io.argen.affect;

import java.util.List;
import java.util.random.RandomGenerator;

/** First sentences: who, which emotion, how it comes. */
final class Openings {
  private static final List<String> CALM =
      List.of(
          "Every feature stays relaxed.",
          "The features rest, the muscles loose.",
          "Skin and features keep their resting shape.",
          "The whole face is at ease.",
          "All features stay calm.",
          "The muscles of the face are at rest throughout.",
          "Features and skin remain smooth.",
          "The face keeps still but alive.");

  private Openings() {}

  static String sentence(PromptRequest request, boolean nothing, RandomGenerator random) {
    String who = subject(request, random);
    String name = manner(request, random) + request.name();
    Timing timing = request.timing();
    if (nothing) {
      return Words.articles(
          Words.capital(
              switch (random.nextInt(7)) {
                case 0 -> who + " stays " + name + ".";
                case 1 -> who + " keeps a " + name + " look.";
                case 2 -> "the expression of " + who + " remains " + name + ".";
                case 3 -> who + " rests, " + name + " from the first frame to the last.";
                case 4 -> "nothing but a " + name + " expression on " + who + ".";
                case 5 -> name + " throughout: " + who + " at rest.";
                default -> who + " is " + name + " all along.";
              }));
    }
    String pace =
        timing == null || random.nextBoolean()
            ? ""
            : " at a " + Words.pick(TimeWords.speeds(timing.onsetSeconds()), random) + " pace";
    String text =
        switch (random.nextInt(9)) {
          case 0 -> who + " moves from rest to " + name + pace + ".";
          case 1 -> who + " turns to " + name + pace + ".";
          case 2 -> name + " comes over " + who + pace + ".";
          case 3 -> "an expression of " + name + " forms on " + who + pace + ".";
          case 4 ->
              who
                  + " shows "
                  + name
                  + ", which unfolds"
                  + (pace.isEmpty() ? " from rest" : pace)
                  + ".";
          case 5 -> name + " spreads over " + who + pace + ".";
          case 6 -> who + " leaves its resting look for " + name + pace + ".";
          case 7 -> "from calm to " + name + ": " + who + " changes" + pace + ".";
          default -> name + " takes hold of " + who + pace + ".";
        };
    return Words.articles(Words.capital(text));
  }

  static String calm(RandomGenerator random) {
    return Words.pick(CALM, random);
  }

  private static String manner(PromptRequest request, RandomGenerator random) {
    return switch (request.manner()) {
      case POSED -> Words.pick(List.of("posed ", "deliberate ", "acted "), random);
      case SPONTANEOUS -> Words.pick(List.of("spontaneous ", "genuine ", "unposed "), random);
      case UNSTATED -> "";
    };
  }

  private static String subject(PromptRequest request, RandomGenerator random) {
    String face = "face";
    if (request.faceKinds().contains(FaceKind.CHILD)) {
      face = "child's face";
    } else if (request.faceKinds().contains(FaceKind.OLDER)) {
      face = "older face";
    }
    if (request.faceKinds().contains(FaceKind.BEARD)) {
      face = "bearded " + face;
    }
    String who = Words.pick(List.of("a ", "the "), random) + face;
    if (request.faceKinds().contains(FaceKind.GLASSES)) {
      return who + " in glasses";
    }
    if (request.faceKinds().isEmpty() && random.nextInt(3) == 0) {
      return Words.pick(
          List.of("a person's face", "the face in view", "a face seen close"), random);
    }
    return who;
  }
}
