package io.argen.affect;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Says the course of an expression in words. */
final class TimeWords {
  private TimeWords() {}

  /** One sentence; the short form spares words where many units must be said. */
  static String sentence(Timing timing, boolean brief, RandomGenerator random) {
    String onset = seconds(timing.onsetSeconds());
    String apex = seconds(timing.apexSeconds());
    String speed = pick(speeds(timing.onsetSeconds()), random);
    String hold = pick(holds(timing.apexSeconds()), random);
    if (brief) {
      String end =
          timing.fades() ? "offset " + seconds(timing.offsetSeconds()) : "to the clip's end";
      return timing.fades()
          ? Words.capital(speed)
              + " onset "
              + onset
              + ", "
              + hold
              + " apex "
              + apex
              + ", "
              + end
              + "."
          : Words.capital(speed) + " onset " + onset + ", " + hold + " apex " + end + ".";
    }
    String rest =
        timing.restSeconds() > 0.3 && random.nextBoolean()
            ? "after " + seconds(timing.restSeconds()) + " of rest, "
            : "";
    String fade = timing.fades() ? pick(speeds(timing.offsetSeconds()), random) : "";
    return Words.capital(rest)
        + switch (random.nextInt(4)) {
          case 0 ->
              capital(rest, "the onset is ")
                  + speed
                  + ", about "
                  + onset
                  + "; the apex is "
                  + hold
                  + ", about "
                  + apex
                  + (timing.fades()
                      ? "; the offset is " + fade + "."
                      : ", up to the clip's last frame.");
          case 1 ->
              capital(rest, "a ")
                  + speed
                  + " onset of "
                  + onset
                  + " leads to a "
                  + hold
                  + " apex of "
                  + apex
                  + (timing.fades() ? " before a " + fade + " fading." : " that ends the clip.");
          case 2 ->
              capital(rest, "it builds up in ")
                  + onset
                  + ", a "
                  + speed
                  + " onset, stays at its peak for "
                  + apex
                  + (timing.fades()
                      ? ", then fades in " + seconds(timing.offsetSeconds()) + "."
                      : ", still there when the clip ends.");
          default ->
              capital(rest, "from first movement to peak it takes ")
                  + onset
                  + ", a "
                  + speed
                  + " onset; the "
                  + hold
                  + " peak lasts "
                  + apex
                  + (timing.fades()
                      ? ", the return to rest is " + fade + "."
                      : ", to the very end.");
        };
  }

  private static String capital(String before, String text) {
    return before.isEmpty() ? Words.capital(text) : text;
  }

  /** How fast an onset or offset of some seconds is. */
  static List<String> speeds(double seconds) {
    if (seconds < 0.2) {
      return List.of("abrupt", "sudden", "lightning-fast");
    }
    if (seconds < 0.45) {
      return List.of("quick", "swift", "rapid");
    }
    if (seconds < 0.9) {
      return List.of("steady", "smooth", "even");
    }
    return List.of("slow", "gradual", "unhurried");
  }

  private static List<String> holds(double seconds) {
    if (seconds < 0.2) {
      return List.of("momentary", "fleeting");
    }
    if (seconds < 0.7) {
      return List.of("brief", "short");
    }
    if (seconds < 1.6) {
      return List.of("held", "steady");
    }
    return List.of("long", "lasting");
  }

  /** For instance "half a second", "0.4 seconds", "two seconds". */
  static String seconds(double seconds) {
    long tenths = Math.round(seconds * 10);
    if (tenths <= 1) {
      return "a tenth of a second";
    }
    if (tenths == 5) {
      return "half a second";
    }
    if (tenths == 10) {
      return "one second";
    }
    if (tenths == 20) {
      return "two seconds";
    }
    return tenths % 10 == 0
        ? tenths / 10 + " seconds"
        : String.format(Locale.ROOT, "%.1f seconds", tenths / 10.0);
  }

  private static String pick(List<String> words, RandomGenerator random) {
    return words.get(random.nextInt(words.size()));
  }
}
