package io.argen.cli;

import io.argen.facs.Emotion;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;

/** Reads an emotion in any spelling that data sets use. */
final class EmotionConverter implements ITypeConverter<Emotion> {
  @Override
  public Emotion convert(String word) {
    return Emotion.parse(word)
        .orElseThrow(
            () ->
                new UnknownWord(
                    word, Arrays.stream(Emotion.values()).map(Emotion::label).toList()));
  }
}
