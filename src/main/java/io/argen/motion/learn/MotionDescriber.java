package io.argen.motion.learn;

/** Says in words what a script holds in numbers. */
@FunctionalInterface
public interface MotionDescriber {
  /** The same script and seed give the same words. */
  String describe(MotionScript script, long seed);

  /** Whether words of the known describers say when the rise begins, or only how long it takes. */
  static boolean saysBegin(String text) {
    return text.contains("begins at frame") || text.contains("of rest, ");
  }
}
