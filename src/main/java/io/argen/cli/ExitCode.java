package io.argen.cli;

/** What a verb's end tells the shell. */
final class ExitCode {
  /** Everything asked for is done. */
  static final int DONE = 0;

  /** Failed: disk full, a net that cannot be loaded, a bug. */
  static final int FAILED = 1;

  /** Wrong use or unusable input. */
  static final int USAGE = 2;

  /** Done, but some items were skipped or fell short. */
  static final int PARTIAL = 3;

  private ExitCode() {}

  /** The code of a run that did all ({@code complete}) or only some of its items. */
  static int of(boolean complete, boolean strict) {
    if (complete) {
      return DONE;
    }
    return strict ? FAILED : PARTIAL;
  }
}
