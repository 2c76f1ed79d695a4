package io.argen.cli;

import io.argen.dataset.Dataset;
import io.argen.evaluate.DataCheck;
import io.argen.evaluate.DataCheckReport;
import io.argen.evaluate.DataFinding;
import io.argen.run.ContentCache;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data set doctor. */
@Command(
    name = "check",
    description = {
      "%nLooks through a data set: what is there by split and class, missing and extra clips, clips",
      "that cannot be decoded or end early, the same content twice, under two labels or in two",
      "splits, people in two splits, clips without a face or with a tiny one. Where a set names nobody,",
      "faces that look nearly alike in two splits are told as a warning. Nothing is changed."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen check faces",
      "  ./argen check DFEW --fold 2 --no-faces --json > dfew-2.json",
      "%nExit code 0: nothing to mend; 3 (1 with --strict): something is; 2: no data set."
    })
final class CheckCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Parameters(paramLabel = "DATA", description = "A data set, as augment takes it.")
  private Path data = Path.of("");

  @Option(
      names = "--no-media",
      description = "Do not decode the clips: lists, names and contents only (quick).")
  private boolean noMedia;

  @Option(names = "--no-faces", description = "Do not look for faces.")
  private boolean noFaces;

  @Option(names = "--all", description = "Print every finding, not the first ten of a kind.")
  private boolean all;

  @Mixin private final DataOptions from = new DataOptions();
  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  CheckCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  @Override
  public Integer call() {
    Dataset set = from.read(data);
    DataCheckReport report;
    try (LazyNets nets = new LazyNets(places, 1);
        ContentCache cache = cacheOptions.open(places);
        Console.Display progress = console.progress()) {
      report =
          new DataCheck(
                  new DataCheck.Options(!noMedia, batch.threads()),
                  noMedia || noFaces ? null : nets,
                  cache,
                  progress)
              .of(set);
    }
    if (common.json) {
      console.document(report);
    } else {
      print(report);
    }
    return ExitCode.of(report.clean(), batch.strict);
  }

  private void print(DataCheckReport report) {
    PrintStream out = console.out();
    out.printf(
        Locale.ROOT,
        "%s: layout %s, %d clips, %s, %d frames read%n%n",
        report.data(),
        report.layout(),
        report.clips(),
        report.subjects() == 0 ? "no subjects named" : report.subjects() + " subjects",
        report.frames());
    out.printf(Locale.ROOT, "%-16s %-12s", "label", "meaning");
    report.counts().keySet().forEach(split -> out.printf(Locale.ROOT, " %7s", split));
    out.println();
    SortedMap<String, Integer> labels = report.counts().values().iterator().next();
    for (String label : labels.keySet()) {
      out.printf(
          Locale.ROOT, "%-16s %-12s", label, report.meanings().getOrDefault(label, "unknown"));
      report
          .counts()
          .values()
          .forEach(split -> out.printf(Locale.ROOT, " %7d", split.getOrDefault(label, 0)));
      out.println();
    }
    Map<DataFinding.Kind, List<DataFinding>> kinds =
        report.findings().stream()
            .collect(
                Collectors.groupingBy(
                    (Function<DataFinding, DataFinding.Kind>) DataFinding::kind,
                    java.util.TreeMap::new,
                    Collectors.toList()));
    kinds.forEach((kind, findings) -> print(out, kind, findings));
    if (report.clean()) {
      out.printf("%nnothing to mend%n");
    }
  }

  private void print(PrintStream out, DataFinding.Kind kind, List<DataFinding> findings) {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    out.printf(Locale.ROOT, "%n%s: %d%n", name, findings.size());
    findings.stream()
        .limit(all ? findings.size() : SHOWN)
        .forEach(f -> out.printf(Locale.ROOT, "  %s: %s%n", f.path(), f.detail()));
    if (!all && findings.size() > SHOWN) {
      out.printf(Locale.ROOT, "  and %d more (--all)%n", findings.size() - SHOWN);
    }
  }
}
