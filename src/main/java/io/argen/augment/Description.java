package io.argen.augment;

import io.argen.affect.AffectPrompt;
import java.util.List;

/**
 * What an item shall show, in words; a line of {@code descriptions.jsonl}.
 *
 * @param id of the item
 * @param key of the item without its words: the same wish is described once only
 * @param writer who wrote it, for instance {@code composer/1}
 * @param alignment how well the text, read back, says the plan, 0-1
 * @param negativePrompt what the clip must not show
 * @param statements sentences, each with the ids of the passages it rests on
 */
public record Description(
    String id,
    String key,
    String writer,
    double alignment,
    String negativePrompt,
    List<AffectPrompt.Statement> statements) {
  public Description {
    statements = List.copyOf(statements);
  }

  static Description of(String key, AffectPrompt prompt) {
    return new Description(
        "",
        key,
        prompt.writer(),
        Math.round(prompt.alignment() * 1e4) / 1e4,
        prompt.negativePrompt(),
        prompt.statements());
  }

  Description withId(String newId) {
    return new Description(newId, key, writer, alignment, negativePrompt, statements);
  }

  /** The statements, one after the other. */
  String text() {
    return String.join(" ", statements.stream().map(AffectPrompt.Statement::text).toList());
  }

  /** The ids of all passages used, each once, in order. */
  List<String> evidence() {
    return statements.stream().flatMap(s -> s.evidence().stream()).distinct().toList();
  }
}
