package io.argen.cli;

import io.argen.config.Spelling;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** A value of an option that is none of those it takes; names the nearest. */
final class UnknownWord extends TypeConversionException {
  private static final long serialVersionUID = 1;

  UnknownWord(String word, List<String> known) {
    super(
        "expected one of "
            + String.join(", ", known)
            + ", got '"
            + word
            + "'"
            + Spelling.nearest(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(""));
  }
}
