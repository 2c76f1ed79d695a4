package io.argen.cli;

import io.argen.affect.FaceKind;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/** Reads what is known of a face, for instance {@code glasses}. */
final class FaceKindConverter implements ITypeConverter<FaceKind> {
  @Override
  public FaceKind convert(String word) {
    List<FaceKind> kinds = List.of(FaceKind.values());
    return kinds.stream()
        .filter(kind -> kind.key().equals(word))
        .findFirst()
        .orElseThrow(() -> new UnknownWord(word, kinds.stream().map(FaceKind::key).toList()));
  }
}
