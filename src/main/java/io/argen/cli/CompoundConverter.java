package io.argen.cli;

import io.argen.affect.Compound;
import picocli.CommandLine.ITypeConverter;

/** Reads a compound emotion, for instance {@code happily-sad}. */
final class CompoundConverter implements ITypeConverter<Compound> {
  @Override
  public Compound convert(String word) {
    return Compound.parse(word).orElseThrow(() -> new UnknownWord(word, Compound.keys()));
  }
}
