package io.argen.motion;

import io.argen.clip.ClipMark;

/** Makes the motion of an expression: hand-made dynamics, or a diffusion model. */
public interface MotionSource {
  /** The generator's name for provenance, for instance {@code dynamics/1}. */
  String name();

  /** How clips of this motion are marked. */
  default ClipMark.Method method() {
    return ClipMark.Method.HAND_MADE;
  }

  /** The motion for a request. The same request and seed give the same motion to the bit. */
  FaceMotion motion(MotionRequest request, long seed);
}
