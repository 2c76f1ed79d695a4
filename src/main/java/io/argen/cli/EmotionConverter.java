package io.argen.cli;

import io.argen.config.Spelling;
import io.argen.facs.Emotion;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an emotion in any spelling that data sets use. */
final class EmotionConverter implements ITypeConverter<Emotion> {
  @Override
  public Emotion convert(String word) {
    return Emotion.parse(word)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of "
                        + Arrays.stream(Emotion.values())
                            .map(Emotion::label)
                            .collect(Collectors.joining(", "))
                        + ", got '"
                        + word
                        + "'"
                        + Spelling.nearest(
                                word, Arrays.stream(Emotion.values()).map(Emotion::label).toList())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("")));
  }
}
