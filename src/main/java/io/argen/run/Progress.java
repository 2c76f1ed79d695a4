package io.argen.run;

/**
 * Told how a run gets on. Calls come from several threads; implementations must bear that and
 * return at once. The command line draws a bar; nothing else prints.
 */
public interface Progress {
  /** Says nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void begin(String stage, long total) {}

        @Override
        public void step(String stage) {}

        @Override
        public void end(String stage) {}

        @Override
        public void note(String message) {}
      };

  /**
   * A stage starts.
   *
   * @param stage a few words, for instance "reading clips"
   * @param total steps to come, those already done not counted; 0 if unknown
   */
  void begin(String stage, long total);

  /** One step of a stage is done. */
  void step(String stage);

  void end(String stage);

  /** A line for the user, for instance a file that was skipped and why. */
  void note(String message);
}
