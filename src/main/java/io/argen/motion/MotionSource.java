package io.argen.motion;

/** Makes the motion of an expression: hand-made dynamics now, a diffusion model later. */
public interface MotionSource {
  /** The generator's name for provenance, for instance {@code dynamics/1}. */
  String name();

  /** The motion for a request. The same request and seed give the same motion to the bit. */
  FaceMotion motion(MotionRequest request, long seed);
}
