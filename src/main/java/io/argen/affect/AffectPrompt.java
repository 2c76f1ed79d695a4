package io.argen.affect;

import io.argen.facs.ActionUnits;
import java.util.List;

/**
 * An expression to come, in words, with the reason for each.
 *
 * @param text the statements, one after the other
 * @param negativePrompt what the clip must not show
 * @param statements sentences of the text, each with its evidence
 * @param planned the Action Units at the apex that can be seen (A and above), 0-5 a side
 * @param alignment how well the text says the plan, 0-1 ({@link AlignmentCheck})
 * @param writer who wrote it, for instance {@code composer/1}
 */
public record AffectPrompt(
    String text,
    String negativePrompt,
    List<Statement> statements,
    ActionUnits planned,
    double alignment,
    String writer) {

  /**
   * @param text one sentence
   * @param evidence ids of the passages it rests on
   */
  public record Statement(String text, List<String> evidence) {
    public Statement {
      evidence = List.copyOf(evidence);
    }
  }

  public AffectPrompt {
    statements = List.copyOf(statements);
  }

  /** The ids of all passages used, each once, in order. */
  public List<String> evidence() {
    return statements.stream().flatMap(s -> s.evidence().stream()).distinct().toList();
  }
}
