package io.argen.motion.learn;

/** The describers by the names that commands know them by. */
public enum Describers {
  /** Short: each unit with a word for its strength, and frames. */
  PLAIN {
    @Override
    public MotionDescriber describer() {
      return new PlainDescriber();
    }
  },
  /** As {@code describe} writes. */
  COMPOSED {
    @Override
    public MotionDescriber describer() {
      return new ComposedDescriber();
    }
  },
  /** One or the other by chance, to learn from. */
  BOTH {
    @Override
    public MotionDescriber describer() {
      return ComposedDescriber.either(new PlainDescriber(), new ComposedDescriber());
    }
  };

  /** A describer of this kind. */
  public abstract MotionDescriber describer();
}
