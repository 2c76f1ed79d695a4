package io.argen.cli;

import io.argen.affect.Kind;
import io.argen.config.Spelling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the kind of a passage, for instance {@code caution}. */
final class KindConverter implements ITypeConverter<Kind> {
  @Override
  public Kind convert(String word) {
    return Kind.parse(word)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected some of "
                        + String.join(", ", Kind.keys())
                        + ", got '"
                        + word
                        + "'"
                        + Spelling.nearest(word, Kind.keys())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("")));
  }
}
