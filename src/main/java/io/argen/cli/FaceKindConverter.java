package io.argen.cli;

import io.argen.affect.FaceKind;
import io.argen.config.Spelling;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what is known of a face, for instance {@code glasses}. */
final class FaceKindConverter implements ITypeConverter<FaceKind> {
  @Override
  public FaceKind convert(String word) {
    List<String> known = Arrays.stream(FaceKind.values()).map(FaceKind::key).toList();
    for (FaceKind kind : FaceKind.values()) {
      if (kind.key().equals(word)) {
        return kind;
      }
    }
    throw new TypeConversionException(
        "expected some of "
            + String.join(", ", known)
            + ", got '"
            + word
            + "'"
            + Spelling.nearest(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(""));
  }
}
