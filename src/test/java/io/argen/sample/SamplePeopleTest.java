package io.argen.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.SampleData;
import io.argen.augment.SampleData.SamplePerson;
import io.argen.clip.Image;
import io.argen.face.FaceNets;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.Identity;
import io.argen.face.ModelStore;
import io.argen.facs.Emotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

final class SamplePeopleTest {
  private static final int PEOPLE = 12;

  /** Between two of the people: a little more apart than two strangers need be. */
  private static final double APART = 0.59;

  private static final Path MATERIAL = Path.of("src/test/resources/sample-material");

  @Test
  void allPeopleAreFoundLookNeutralAndAreStrangersToEachOtherAndToEverySitter() throws IOException {
    List<SamplePerson> people = SampleData.people();
    assertTrue(people.size() >= PEOPLE, people.size() + " people");
    ModelStore store = new ModelStore(Path.of("models"), Path.of("target/model-cache"));
    try (FaceNets nets = FaceNets.load(store, 2)) {
      FaceObserver observer = new FaceObserver(nets);
      Sources sources = Sources.read(MATERIAL, observer, nets.identity());
      List<Identity> seen = new ArrayList<>();
      double largest = -1;
      StringBuilder figures = new StringBuilder();
      for (SamplePerson person : people) {
        Image image = read(person);
        List<FaceObservation> faces = observer.observe(image);
        assertEquals(1, faces.size(), person.subject());
        FaceObservation face = faces.get(0);
        double height = face.box().height() / image.height();
        assertTrue(height > 0.42 && height < 0.6, person.subject() + " face height " + height);
        assertEquals(
            Emotion.NEUTRAL, Objects.requireNonNull(face.expression()).top(), person.subject());
        Identity identity = nets.identity().embed(image, face.mesh());
        String sitter = sources.nearestName(identity);
        figures.append(
            String.format(Locale.ROOT, "%n%s %s", person.subject(), sources.nearest(identity)));
        assertTrue(
            sources.cosine(identity, sitter) < Identity.SAME_PERSON,
            person.subject() + " looks like a source: " + sources.nearest(identity));
        for (int i = 0; i < seen.size(); i++) {
          double cosine = identity.cosine(seen.get(i));
          largest = Math.max(largest, cosine);
          assertTrue(
              cosine < APART, people.get(i).subject() + " and " + person.subject() + ": " + cosine);
        }
        seen.add(identity);
      }
      System.out.printf(
          Locale.ROOT,
          "identity cosines to the nearest sources%s%nlargest cosine of two people %.3f%n",
          figures,
          largest);
    }
  }

  static Image read(SamplePerson person) {
    byte[] jpeg = person.jpeg();
    try (Mat bytes = new Mat(1, jpeg.length, opencv_core.CV_8UC1)) {
      bytes.data().put(jpeg);
      try (Mat bgr = opencv_imgcodecs.imdecode(bytes, opencv_imgcodecs.IMREAD_COLOR)) {
        return Picture.imageOf(bgr);
      }
    }
  }
}
