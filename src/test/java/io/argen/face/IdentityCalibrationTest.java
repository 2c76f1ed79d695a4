package io.argen.face;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.ClipReader;
import io.argen.clip.Clips;
import io.argen.clip.Frame;
import io.argen.report.Charts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The same-person threshold against every pair of different people of the development faces. */
final class IdentityCalibrationTest {
  /** Photos and clips that show the same person; what is not listed stands alone. */
  private static final Map<String, String> SAME =
      Map.of(
          "photos/neutral_d0.jpg", "clips/smile_green.mp4",
          "photos/neutral_d9.jpg", "clips/glasses_grimace.mp4",
          "photos/neutral_d18.jpg", "clips/open_mouth.mp4",
          "photos/neutral_d19.jpg", "clips/glasses_smile.mp4",
          "photos/neutral_d20.jpg", "clips/talk_pucker.mp4");

  private static final List<String> ALONE =
      List.of(
          "clips/eyes_gaze.mp4",
          "clips/camera_move.mp4",
          "clips/head_turn.mp4",
          "photos/painting_a.jpg",
          "photos/painting_b.jpg",
          "photos/painting_c.jpg",
          "photos/alpha.png",
          "photos/multi_face.jpg");

  private static final int EVERY = 25;

  @Test
  void atMostOnePairOfStrangersInAHundredPassesForOnePerson() throws IOException {
    String shared = System.getenv("ARGEN_SHARED");
    Assumptions.assumeTrue(shared != null, "ARGEN_SHARED is not set: no faces to calibrate on");
    Map<String, List<Identity>> people = new LinkedHashMap<>();
    Path faces = Path.of(shared).resolve("faces");
    SAME.forEach(
        (photo, clip) -> {
          collect(people, clip, faces.resolve(photo), clip);
          collect(people, clip, faces.resolve(clip), clip);
        });
    ALONE.forEach(name -> collect(people, name, faces.resolve(name), name));
    List<Double> strangers = new ArrayList<>();
    List<Double> same = new ArrayList<>();
    List<String> names = new ArrayList<>(people.keySet());
    for (int a = 0; a < names.size(); a++) {
      List<Identity> mine = people.getOrDefault(names.get(a), List.of());
      for (int b = a; b < names.size(); b++) {
        List<Identity> theirs = people.getOrDefault(names.get(b), List.of());
        for (int i = 0; i < mine.size(); i++) {
          for (int j = a == b ? i + 1 : 0; j < theirs.size(); j++) {
            (a == b ? same : strangers).add(mine.get(i).cosine(theirs.get(j)));
          }
        }
      }
    }
    double[] sorted = strangers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double[] own = same.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    String summary =
        String.format(
            Locale.ROOT,
            "%d people, %d different pairs (median %.3f, 95th percentile %.3f, 99th %.3f, largest %.3f), %d"
                + " same pairs (median %.3f, 5th percentile %.3f)",
            names.size(),
            sorted.length,
            at(sorted, 0.5),
            at(sorted, 0.95),
            at(sorted, 0.99),
            at(sorted, 1),
            own.length,
            at(own, 0.5),
            at(own, 0.05));
    Charts.histogram(
        Path.of("target/identity_histogram.png"),
        "Identity cosine: " + names.size() + " people",
        "cosine",
        new TreeMap<>(Map.of("different people", sorted, "same person", own)),
        0,
        1,
        50,
        OptionalDouble.of(Identity.SAME_PERSON));
    double passed =
        Arrays.stream(sorted).filter(c -> c >= Identity.SAME_PERSON).count()
            / (double) sorted.length;
    assertTrue(passed <= 0.01, passed + " of strangers pass; " + summary);
    assertTrue(at(own, 0.05) > at(sorted, 0.5), summary);
    Files.writeString(Path.of("target/identity_calibration.txt"), summary + "\n");
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static void collect(
      Map<String, List<Identity>> people, String name, Path path, String source) {
    FaceObserver observer = new FaceObserver(TestNets.nets(), false);
    try (ClipReader clip = Clips.open(path)) {
      for (Frame frame = clip.next(); frame != null; frame = clip.next()) {
        if (frame.index() % EVERY != 0) {
          continue;
        }
        // Several faces in one photo are several people.
        List<FaceObservation> seen =
            source.contains("multi")
                ? observer.observe(frame.image())
                : observer.largest(frame.image()).map(List::of).orElse(List.of());
        for (int i = 0; i < seen.size(); i++) {
          String person = i == 0 ? name : name + " " + i;
          people
              .computeIfAbsent(person, n -> new ArrayList<>())
              .add(TestNets.nets().identity().embed(frame.image(), seen.get(i).mesh()));
        }
      }
    }
  }
}
