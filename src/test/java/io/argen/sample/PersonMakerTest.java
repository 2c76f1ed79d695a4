package io.argen.sample;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.augment.SampleData;
import io.argen.clip.Images;
import io.argen.face.FaceNets;
import io.argen.face.FaceObserver;
import io.argen.face.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class PersonMakerTest {
  private static final Path MATERIAL = Path.of("src/test/resources/sample-material");

  @Test
  void aRecipeGivesThePersonThatIsCommitted() throws IOException {
    SampleData.SamplePerson person =
        SampleData.people().stream()
            .filter(p -> p.subject().equals("p08"))
            .findFirst()
            .orElseThrow();
    Recipe recipe =
        Recipe.read(MATERIAL.resolve("recipes.yaml")).stream()
            .filter(r -> r.id().equals(person.subject()))
            .findFirst()
            .orElseThrow();
    ModelStore store = new ModelStore(Path.of("models"), Path.of("target/model-cache"));
    try (FaceNets nets = FaceNets.load(store, 2)) {
      PersonMaker maker = new PersonMaker(MATERIAL, new FaceObserver(nets), nets.canonical());
      // Above what JPEG itself loses: other machines round differently.
      double psnr =
          Images.psnrLuma(
              SamplePeopleTest.read(person), maker.make(recipe).toImage(MakePeople.SIDE));
      assertTrue(psnr > 33, "PSNR " + psnr + " dB");
    }
  }
}
