package io.argen.clip;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.argen.run.ArgenException;
import io.argen.run.InputException;
import org.junit.jupiter.api.function.Executable;

/** What a refused action says. */
final class Failures {
  private Failures() {}

  /** The message of the {@link InputException} that is thrown. */
  static String ofInput(Executable action) {
    return String.valueOf(assertThrows(InputException.class, action).getMessage());
  }

  /** The message of the {@link ArgenException} that is thrown. */
  static String ofOutput(Executable action) {
    return String.valueOf(assertThrows(ArgenException.class, action).getMessage());
  }
}
