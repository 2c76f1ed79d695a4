package io.argen.dataset.export;

import io.argen.dataset.Skip;
import java.util.List;
import java.util.SortedMap;

/**
 * What an export wrote.
 *
 * @param counts clips by split and label
 * @param classes labels in the order of their numbers; empty where the format writes names
 * @param skipped what was left out, and why
 */
public record ExportResult(
    String schema,
    String out,
    String format,
    int clips,
    SortedMap<String, SortedMap<String, Integer>> counts,
    List<String> classes,
    List<Skip> skipped) {}
