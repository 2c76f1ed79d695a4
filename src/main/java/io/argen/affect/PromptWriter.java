package io.argen.affect;

/** Turns a planned expression into words. */
@FunctionalInterface
public interface PromptWriter {
  /** The same request gives the same prompt. */
  AffectPrompt write(PromptRequest request);
}
