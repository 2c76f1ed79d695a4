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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

final class SamplePeopleTest {
  private static final int PEOPLE = 12;

  @Test
  void allPeopleAreFoundLookNeutralAndAreStrangersToEachOther() {
    List<SamplePerson> people = SampleData.people();
    assertTrue(people.size() >= PEOPLE, people.size() + " people");
    ModelStore store = new ModelStore(Path.of("models"), Path.of("target/model-cache"));
    try (FaceNets nets = FaceNets.load(store, 2)) {
      FaceObserver observer = new FaceObserver(nets);
      List<Identity> seen = new ArrayList<>();
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
        for (int i = 0; i < seen.size(); i++) {
          double cosine = identity.cosine(seen.get(i));
          assertTrue(
              cosine < Identity.SAME_PERSON,
              people.get(i).subject() + " and " + person.subject() + ": " + cosine);
        }
        seen.add(identity);
      }
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
