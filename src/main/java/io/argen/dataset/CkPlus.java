package io.argen.dataset;

import io.argen.facs.Emotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CK+: {@code cohn-kanade-images/S005/001/*.png} from neutral to apex, {@code
 * Emotion/S005/001/*_emotion.txt} with a code from 0 to 7. The first folder is the subject.
 * Sequences without a code are no part of the labelled set.
 */
final class CkPlus implements Layout {
  private static final String IMAGES = "cohn-kanade-images";
  private static final String CODES_FOLDER = "Emotion";
  private static final int MOST_BYTES = 1000;

  private static final List<Emotion> CODES =
      List.of(
          Emotion.NEUTRAL,
          Emotion.ANGER,
          Emotion.CONTEMPT,
          Emotion.DISGUST,
          Emotion.FEAR,
          Emotion.HAPPINESS,
          Emotion.SADNESS,
          Emotion.SURPRISE);

  @Override
  public String name() {
    return "ckplus";
  }

  @Override
  public boolean matches(Path root) {
    return Folders.named(root, IMAGES).isPresent() && codes(root).isPresent();
  }

  private static Optional<Path> codes(Path root) {
    return Folders.find(
        root,
        folder ->
            Folders.name(folder).equals(CODES_FOLDER)
                || Folders.name(folder).equals("Emotion_labels"));
  }

  @Override
  public Dataset read(Path root) {
    Collected found = new Collected(root, name());
    Path images = Folders.named(root, IMAGES).orElse(root);
    Path codes = codes(root).orElse(root);
    // The archive of the codes has a folder of the same name inside.
    Path inner = codes.resolve(CODES_FOLDER);
    Path base = Files.isDirectory(inner) ? inner : codes;
    int without = 0;
    for (Path subject : Folders.folders(images)) {
      for (Path sequence : Folders.folders(subject)) {
        Path place = base.resolve(Folders.name(subject)).resolve(Folders.name(sequence));
        Optional<Path> file =
            Folders.children(place).stream()
                .filter(f -> Folders.name(f).endsWith("_emotion.txt"))
                .findFirst();
        if (file.isEmpty()) {
          without++;
        } else {
          take(found, subject, sequence, file.get());
        }
      }
    }
    if (without > 0) {
      found.warn(without + " sequences have no emotion code and are left alone");
    }
    found.warn("sequences run from neutral to the apex; their last frame shows it");
    return found.dataset();
  }

  private static void take(Collected found, Path subject, Path sequence, Path file) {
    Optional<Integer> code = code(file);
    if (code.isEmpty()) {
      found.skip(
          found.relative(sequence), found.relative(file) + " holds no emotion code from 0 to 7");
      return;
    }
    found.add(
        new Collected.Entry(
            sequence,
            Integer.toString(code.get()),
            Optional.of(CODES.get(code.get())),
            Optional.of(Folders.name(subject)),
            null,
            true,
            false));
  }

  /** Codes are written as in {@code 5.0000000e+00}. */
  private static Optional<Integer> code(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
      double value = Double.parseDouble(text);
      int code = (int) Math.round(value);
      boolean whole = Math.abs(value - code) < 1e-6;
      return whole && code >= 0 && code < CODES.size() ? Optional.of(code) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
