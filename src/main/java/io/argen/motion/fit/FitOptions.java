package io.argen.motion.fit;

/**
 * How a basis is fitted.
 *
 * @param residuals components of what units leave over, 0-64
 * @param seed draws frames where a person has many, and starts the search for components
 * @param rounds of units given shapes, then shapes given units; at least 1
 * @param framesPerPerson most frames used of one person, at least 8
 */
public record FitOptions(int residuals, long seed, int rounds, int framesPerPerson) {
  /** 24 components, 8 rounds, 120 frames a person. */
  public static final FitOptions DEFAULT = new FitOptions(24, 0, 8, 120);

  public FitOptions {
    if (residuals < 0 || residuals > 64 || rounds < 1 || framesPerPerson < 8) {
      throw new IllegalArgumentException(
          "expected 0-64 residuals, rounds >= 1 and at least 8 frames a person, got "
              + residuals
              + ", "
              + rounds
              + " and "
              + framesPerPerson);
    }
  }
}
