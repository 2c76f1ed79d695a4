package io.argen.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Unusable input (exit 2, or one skipped item of a batch): names the file and the cure. */
public final class InputException extends ArgenException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(Path file, String problem, String cure) {
    super(file + ": " + problem + "; " + cure);
  }

  public InputException(Path file, String problem, String cure, @Nullable Throwable cause) {
    super(file + ": " + problem + "; " + cure, cause);
  }
}
