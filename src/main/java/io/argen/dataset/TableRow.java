package io.argen.dataset;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One row of a metadata table.
 *
 * @param line where it stands, from 1
 * @param cells its values by column, as text; a missing or null value is not in the map
 * @param columns whether a column exists though its cell may be empty
 * @param problem why the row cannot be read, if so
 */
record TableRow(
    long line, Map<String, String> cells, Set<String> columns, Optional<String> problem) {

  static TableRow broken(long line, String problem) {
    return new TableRow(line, Map.of(), Set.of(), Optional.of(problem));
  }

  /** A cell's text without surrounding blanks; empty if there is none. */
  Optional<String> cell(String column) {
    return Optional.ofNullable(cells.get(column)).map(String::strip).filter(t -> !t.isEmpty());
  }
}
