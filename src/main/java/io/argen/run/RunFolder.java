package io.argen.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hidden part of an output folder, {@code OUT/.argen/}: what the run is, how far it got, what
 * it said. Locked while open.
 *
 * <p>{@code run.json} the definition and provenance; {@code plan.jsonl}; {@code items.jsonl} what
 * became of every item (in the order it was finished); {@code rejects.jsonl}; {@code origins.jsonl}
 * where each file of the output comes from; {@code result.json}; {@code log.txt}.
 */
public final class RunFolder implements AutoCloseable {
  private static final String NAME = ".argen";

  private final Path out;
  private final RunLock lock;
  private final Clock clock;

  private RunFolder(Path out, RunLock lock, Clock clock) {
    this.out = out;
    this.lock = lock;
    this.clock = clock;
  }

  /** What {@code run.json} holds. */
  public record Header(String schema, RunDefinition definition, Provenance provenance) {}

  /**
   * Makes or reopens the folder of a run and takes its lock. What an interrupted run left
   * unfinished is deleted. {@link #begin} must follow before results are written.
   *
   * @throws InputException if {@code out} is a file, holds files that are not ARGen's, or another
   *     run has it open
   * @throws ArgenException if it cannot be written
   */
  public static RunFolder open(Path out, Clock clock) {
    Path hidden = out.resolve(NAME);
    try {
      if (Files.exists(out) && !Files.isDirectory(out)) {
        throw new InputException(out, "is a file", "give --out a folder that is new or empty");
      }
      if (Files.isDirectory(out) && !Files.isDirectory(hidden) && !isEmpty(out)) {
        throw new InputException(
            out, "holds files of something else", "give --out a folder that is new or empty");
      }
      Files.createDirectories(hidden);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(out, e);
    }
    RunLock lock = RunLock.take(hidden.resolve("lock"));
    try {
      AtomicFiles.sweep(out);
      return new RunFolder(out, lock, clock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Writes {@code run.json}, or checks that the one there is of the same run.
   *
   * @return true if an earlier run is being continued
   * @throws InputException if the folder belongs to another run, naming what differs
   */
  public boolean begin(RunDefinition definition, Provenance provenance) {
    Path file = hidden().resolve("run.json");
    if (Files.exists(file)) {
      List<String> differences = definition.differencesFrom(header().definition());
      if (!differences.isEmpty()) {
        throw new InputException(
            out,
            "holds another run: " + String.join("; ", differences),
            "repeat that run's options to continue it, choose another --out, or delete "
                + out
                + " to start anew");
      }
      return true;
    }
    AtomicFiles.write(file, Json.pretty(new Header("argen/run/1", definition, provenance)));
    return false;
  }

  /** The definition and provenance on the disk: of the first start, also after a restart. */
  public Header header() {
    Path file = hidden().resolve("run.json");
    try {
      return Json.parse(Files.readString(file, StandardCharsets.UTF_8), Header.class);
    } catch (IOException e) {
      throw new InputException(
          file, "is damaged", "delete " + out + " and start anew, or choose another --out", e);
    }
  }

  /** The output folder itself. */
  public Path out() {
    return out;
  }

  /** {@code OUT/.argen}. */
  public Path hidden() {
    return out.resolve(NAME);
  }

  /** {@code OUT/.argen} of any output folder. */
  public static Path hiddenOf(Path out) {
    return out.resolve(NAME);
  }

  public Path plan() {
    return hidden().resolve("plan.jsonl");
  }

  /** The items in words. */
  public Path descriptions() {
    return hidden().resolve("descriptions.jsonl");
  }

  /** The passages the descriptions cite. */
  public Path passages() {
    return hidden().resolve("passages.jsonl");
  }

  public Path items() {
    return hidden().resolve("items.jsonl");
  }

  public Path reviewed() {
    return hidden().resolve("reviewed.jsonl");
  }

  public Path rejects() {
    return hidden().resolve("rejects.jsonl");
  }

  public Path origins() {
    return hidden().resolve("origins.jsonl");
  }

  public Path result() {
    return hidden().resolve("result.json");
  }

  /** Where unfinished clips lie; on the same file system as their places. */
  public Path temp() {
    return hidden().resolve("work" + AtomicFiles.TEMP_SUFFIX);
  }

  /** Adds a line to {@code log.txt}, with the time. */
  public synchronized void log(String message) {
    String line = Instant.now(clock).truncatedTo(ChronoUnit.MILLIS) + " " + message + "\n";
    try {
      Files.writeString(
          hidden().resolve("log.txt"),
          line,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(hidden().resolve("log.txt"), e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findFirst().isEmpty();
    }
  }
}
