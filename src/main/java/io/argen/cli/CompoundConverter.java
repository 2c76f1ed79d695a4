package io.argen.cli;

import io.argen.affect.Compound;
import io.argen.config.Spelling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a compound emotion, for instance {@code happily-sad}. */
final class CompoundConverter implements ITypeConverter<Compound> {
  @Override
  public Compound convert(String word) {
    return Compound.parse(word)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of "
                        + String.join(", ", Compound.keys())
                        + ", got '"
                        + word
                        + "'"
                        + Spelling.nearest(word, Compound.keys())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("")));
  }
}
