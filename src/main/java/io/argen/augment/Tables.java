package io.argen.augment;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fills the output's tables: one row for every clip of every split. */
final class Tables {
  private final Dataset data;
  private final AugmentOptions options;
  private final String generator;
  private final List<Sample> usable;
  private final Map<String, String> names;
  private final Descriptions words;

  Tables(
      Dataset data,
      AugmentOptions options,
      String generator,
      List<Sample> usable,
      Map<String, String> names,
      Descriptions words) {
    this.data = data;
    this.options = options;
    this.generator = generator;
    this.usable = usable;
    this.names = names;
    this.words = words;
  }

  void write(OutputSet output, RunFolder run, Production.Outcome outcome) {
    SortedMap<String, List<MetadataRow>> rows = new TreeMap<>();
    List<OutputSet.Origin> origins = new ArrayList<>();
    for (Sample sample : usable) {
      String name = name(sample.id());
      rows.computeIfAbsent(folder(name), split -> new ArrayList<>())
          .add(MetadataRow.real(below(name), sample));
      origins.add(new OutputSet.Origin(name, relative(sample.path())));
    }
    rows.values().forEach(list -> list.sort(Comparator.comparing(MetadataRow::fileName)));
    for (int i = 0; i < outcome.items().size(); i++) {
      ItemRecord entry = outcome.records().get(i);
      if (entry.kept()) {
        PlanItem item = outcome.items().get(i);
        rows.computeIfAbsent("train", split -> new ArrayList<>()).add(row(item, entry));
        origins.add(new OutputSet.Origin(entry.fileName(), item.source() + "#" + item.frame()));
      }
    }
    origins.sort(Comparator.comparing(OutputSet.Origin::fileName));
    output.writeTables(rows, origins, run.origins());
  }

  private MetadataRow row(PlanItem item, ItemRecord entry) {
    return new MetadataRow(
        below(entry.fileName()),
        item.label(),
        item.emotion(),
        item.subject(),
        true,
        true,
        below(entry.source()),
        item.prompt(),
        evidence(item),
        ActionUnitMaps.asOption(item.asked()),
        entry.seed(),
        generator,
        entry.scores());
  }

  /** The ids of the passages the description rests on; a user's own units rest on the user. */
  private String evidence(PlanItem item) {
    String ids = String.join(" ", words.of(item).evidence());
    return options.prototypes().containsKey(item.label())
        ? "Action Units given by the user for this class. " + ids
        : ids;
  }

  private String name(String id) {
    return names.getOrDefault(id, id);
  }

  private static String folder(String name) {
    return name.substring(0, name.indexOf('/'));
  }

  private static String below(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  private String relative(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path root = data.root().toAbsolutePath().normalize();
    Path shown = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }
}
