package io.argen.motion.learn;

/** Says in words what a script holds in numbers. */
@FunctionalInterface
public interface MotionDescriber {
  /** The same script and seed give the same words. */
  String describe(MotionScript script, long seed);
}
