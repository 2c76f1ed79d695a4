package io.argen.cli;

import io.argen.affect.Kind;
import picocli.CommandLine.ITypeConverter;

/** Reads the kind of a passage, for instance {@code caution}. */
final class KindConverter implements ITypeConverter<Kind> {
  @Override
  public Kind convert(String word) {
    return Kind.parse(word).orElseThrow(() -> new UnknownWord(word, Kind.keys()));
  }
}
