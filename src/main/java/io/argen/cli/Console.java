package io.argen.cli;

import io.argen.run.AtomicFiles;
import io.argen.run.Json;
import io.argen.run.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where results (stdout) and everything else (stderr) go, always as UTF-8. */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private volatile @Nullable Path unfinished;

  /**
   * Writes to the given streams.
   *
   * @param terminal whether {@code err} is a terminal, so that a progress bar may be drawn
   */
  Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** The process's own streams; the launcher says whether stderr is a terminal. */
  static Console ofSystem() {
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Boolean.getBoolean("argen.stderrIsTerminal"));
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** Prints the one JSON document of a verb. */
  void document(Object document) {
    out.print(Json.pretty(document));
    out.flush();
  }

  /** If the user stops the program, what is half-written of this file or folder is deleted. */
  void deleteIfInterrupted(Path output) {
    unfinished = output;
  }

  /** The user stops the program. */
  void interrupted() {
    Path output = unfinished;
    try {
      if (output != null) {
        AtomicFiles.sweep(output);
        AtomicFiles.deleteTree(AtomicFiles.tempFor(output));
      }
    } catch (IOException e) {
      err.println("argen: " + AtomicFiles.tempFor(output) + " is left over");
    }
    err.println(
        (terminal ? "\n" : "") + "argen: interrupted; give the same command again to go on");
  }

  /** A fresh display for the stages of one run. */
  Display progress() {
    return new ProgressDisplay(err, terminal);
  }

  /** Progress on the screen; closing it leaves the screen tidy. */
  interface Display extends Progress, AutoCloseable {
    /** Prints a line of the results while stages go on. */
    void result(PrintStream out, String line);

    @Override
    void close();
  }
}
