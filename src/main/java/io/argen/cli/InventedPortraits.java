package io.argen.cli;

import io.argen.augment.SampleData;
import io.argen.clip.Stills;
import io.argen.evaluate.SelfConsistency.Portrait;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built-in invented people as pictures. */
final class InventedPortraits {
  private InventedPortraits() {}

  /** All of them; they pass through a file, since photos are read from files only. */
  static List<Portrait> all() {
    List<Portrait> people = new ArrayList<>();
    try {
      Path photo = Files.createTempFile("argen", ".jpg");
      try {
        for (SampleData.SamplePerson person : SampleData.people()) {
          Files.write(photo, person.jpeg());
          people.add(new Portrait(person.subject(), Stills.read(photo)));
        }
      } finally {
        AtomicFiles.deleteTree(photo);
      }
    } catch (IOException e) {
      throw new ArgenException("the folder for temporary files cannot be written: " + e, e);
    }
    return people;
  }
}
