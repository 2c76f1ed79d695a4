package io.argen.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.argen.config.Spelling;
import io.argen.run.InputException;
import io.argen.run.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Splits a metadata table's text into rows; what cannot be read becomes a row with a problem. */
final class TableRows {
  private static final CsvMapper CSV =
      CsvMapper.csvBuilder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .build();

  private TableRows() {}

  /** Rows of one JSON object a line, keys in any order. */
  static List<TableRow> ofJsonLines(String text) {
    List<TableRow> rows = new ArrayList<>();
    long line = 0;
    for (String record : text.split("\r?\n", -1)) {
      line++;
      if (!record.isBlank()) {
        rows.add(jsonRow(line, record));
      }
    }
    return rows;
  }

  private static TableRow jsonRow(long line, String record) {
    JsonNode tree;
    try {
      tree = Json.tree(record);
    } catch (IOException e) {
      return TableRow.broken(line, "is no JSON object");
    }
    if (tree == null || !tree.isObject()) {
      return TableRow.broken(line, "is no JSON object");
    }
    Map<String, String> cells = new LinkedHashMap<>();
    Set<String> columns = new LinkedHashSet<>();
    tree.fields()
        .forEachRemaining(
            field -> {
              columns.add(field.getKey());
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                cells.put(field.getKey(), field.getValue().asText());
              }
            });
    return new TableRow(line, cells, columns, Optional.empty());
  }

  /**
   * Rows of a CSV with a header; the separator (comma, semicolon or tab) is the header's most
   * frequent.
   *
   * @throws InputException if the header lacks {@code file_name} or {@code label}
   */
  static List<TableRow> ofCsv(Path file, String text) {
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
    List<TableRow> rows = new ArrayList<>();
    List<String> header = List.of();
    long line = 1;
    try (MappingIterator<List<String>> records =
        CSV.readerForListOf(String.class).with(schema).readValues(text)) {
      while (records.hasNextValue()) {
        line = records.getCurrentLocation().getLineNr();
        List<String> record = records.nextValue();
        if (header.isEmpty()) {
          header = header(file, record);
        } else {
          rows.add(csvRow(line, header, record));
        }
      }
    } catch (IOException e) {
      rows.add(TableRow.broken(line, "cannot be read, nor what follows it: " + firstLine(e)));
    }
    return rows;
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static char separator(String text) {
    String header = text.lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char sought) {
    return text.chars().filter(c -> c == sought).count();
  }

  private static List<String> header(Path file, List<String> record) {
    List<String> header =
        record.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (String needed : List.of(TableReader.FILE_NAME, TableReader.LABEL)) {
      if (!header.contains(needed)) {
        String near = Spelling.nearest(needed, header).map(name -> ", but " + name).orElse("");
        throw new InputException(
            file,
            "has no column " + needed + near,
            "name the columns in the first line: file_name,label[,subject][,split][,consent]");
      }
    }
    return header;
  }

  private static TableRow csvRow(long line, List<String> header, List<String> record) {
    if (record.size() != header.size()) {
      return TableRow.broken(
          line, "has " + record.size() + " cells, the header has " + header.size());
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      cells.put(header.get(i), record.get(i));
    }
    return new TableRow(line, cells, new LinkedHashSet<>(header), Optional.empty());
  }
}
