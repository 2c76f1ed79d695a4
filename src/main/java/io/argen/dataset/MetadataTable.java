package io.argen.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table {@code metadata.jsonl} or {@code metadata.csv} with the columns {@code file_name, label}
 * and, if wanted, {@code subject, split, consent, synthetic}; or one such table in each of {@code
 * train/ val/ test/}, as Hugging Face's videofolder and ARGen itself write. Names are relative to
 * the table and never leave its folder.
 */
final class MetadataTable implements Layout {
  static final String NAME = "metadata";
  private static final List<String> TABLES = List.of("metadata.jsonl", "metadata.csv");

  /** A table and the split that its folder stands for. */
  private record Table(Path file, @Nullable String split) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean matches(Path root) {
    return !tables(root, new Collected(root, NAME)).isEmpty();
  }

  @Override
  public Dataset read(Path root) {
    Collected found = new Collected(root, NAME);
    for (Table table : tables(root, found)) {
      new TableReader(found, table.file(), table.split()).read();
    }
    return found.dataset();
  }

  /** Clips to the frames that the tables say they have. */
  static Map<Path, Integer> frames(Path root) {
    Map<Path, Integer> frames = new HashMap<>();
    Collected unused = new Collected(root, NAME);
    for (Table table : tables(root, unused)) {
      frames.putAll(new TableReader(unused, table.file(), table.split()).frames());
    }
    return frames;
  }

  private static List<Table> tables(Path root, Collected found) {
    List<Table> tables = new ArrayList<>();
    add(tables, root, null, found);
    if (tables.isEmpty()) {
      for (Path folder : folders(root)) {
        Splits.parse(String.valueOf(folder.getFileName()))
            .ifPresent(split -> add(tables, folder, split, found));
      }
    }
    return tables;
  }

  private static void add(
      List<Table> tables, Path folder, @Nullable String split, Collected found) {
    List<Path> files = TABLES.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    if (!files.isEmpty()) {
      tables.add(new Table(files.get(0), split));
    }
    if (files.size() > 1) {
      found.warn(
          "%s is read, %s beside it is not"
              .formatted(found.relative(files.get(0)), found.relative(files.get(1))));
    }
  }

  private static List<Path> folders(Path root) {
    try (Stream<Path> list = Files.list(root)) {
      return list.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
