package io.argen.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.run.ArgenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelStoreTest {
  @Test
  void everyFileOfWeightsIsTheExpectedOne() {
    for (ModelStore.Weights weights : ModelStore.Weights.values()) {
      assertTrue(TestNets.store().read(weights).length > 0);
    }
  }

  @Test
  void aMissingModelSaysHowToGetIt(@TempDir Path temp) {
    ModelStore empty = new ModelStore(temp, temp.resolve("cache"));
    ArgenException e =
        assertThrows(ArgenException.class, () -> empty.read(ModelStore.Weights.IDENTITY));
    assertTrue(e.toString().contains("faceres.bin"));
    assertTrue(e.toString().contains("models/fetch.sh"));
  }

  @Test
  void anotherFileUnderTheNameIsRefused(@TempDir Path temp) throws IOException {
    ModelStore store = new ModelStore(temp, temp.resolve("cache"));
    Path file = store.pathOf(ModelStore.Weights.EXPRESSION);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1, 2, 3});
    ArgenException e =
        assertThrows(ArgenException.class, () -> store.read(ModelStore.Weights.EXPRESSION));
    assertTrue(e.toString().contains("is not the expected model"));
  }

  @Test
  void conversionIsDoneOnceAndGivesTheSameBytes(@TempDir Path temp) throws IOException {
    Path models = Path.of("models").toAbsolutePath();
    byte[] first = new ModelStore(models, temp).expression();
    long files;
    try (var list = Files.list(temp)) {
      files = list.count();
    }
    byte[] second = new ModelStore(models, temp).expression();
    assertEquals(java.util.Arrays.hashCode(first), java.util.Arrays.hashCode(second));
    try (var list = Files.list(temp)) {
      assertEquals(files, list.count());
    }
  }
}
