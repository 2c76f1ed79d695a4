package io.argen.cli;

import io.argen.dataset.Dataset;
import io.argen.dataset.export.ExportOptions;
import io.argen.dataset.export.ExportResult;
import io.argen.dataset.export.Exporter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A data set for another trainer. */
@Command(
    name = "export",
    description = {
      "%nWrites a data set, real and synthetic clips together or apart, as another trainer reads it.",
      "Clips are hard-linked or copied; formats that need frames get folders of JPEGs."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen export balanced --to dfer-clip --out for-dfer-clip",
      "  ./argen export balanced --to webdataset --only synthetic --out shards",
      "%nclasses.txt says which number stands for which class. An interrupted export goes on when",
      "the same command is given again."
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATA", description = "A data set, as augment takes or makes it.")
  private Path data = Path.of("");

  @Accepts(
      words = {
        "folders",
        "videofolder",
        "dfew",
        "dfer-clip",
        "former-dfer",
        "m3dfel",
        "mae-dfer",
        "webdataset"
      },
      numbers = false)
  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description = {
        "folders      <split>/<label>/<clip>",
        "videofolder  Hugging Face: <split>/metadata.jsonl and clips",
        "dfew         EmoLabel_DataSplit, labels 1 to 7, folders of frames",
        "dfer-clip, former-dfer, m3dfel  lists 'path frames label', labels from 0",
        "mae-dfer     train.csv, val.csv, test.csv with 'path label'",
        "webdataset   tar shards of 500 clips"
      })
  private String format = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is new, empty, or of the same command's earlier start.")
  private Path out = Path.of("");

  @Accepts(
      words = {"all", "real", "synthetic"},
      numbers = false)
  @Option(
      names = "--only",
      paramLabel = "all|real|synthetic",
      defaultValue = "all",
      description = "Which clips. Default: ${DEFAULT-VALUE}.")
  private String only = "all";

  @Option(names = "--strict", description = "Exit with 1, not 3, when clips were left out.")
  private boolean strict;

  @Mixin private final DataOptions from = new DataOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Dataset set = from.read(data);
    ExportOptions options =
        new ExportOptions(
            out,
            ExportOptions.Format.of(format),
            ExportOptions.Which.valueOf(only.toUpperCase(Locale.ROOT)));
    ExportResult result;
    try (Console.Display progress = console.progress()) {
      set.skipped().forEach(s -> progress.note(s.path() + ": " + s.reason()));
      result = new Exporter(options, progress).export(set);
      result.skipped().forEach(s -> progress.note(s.path() + ": " + s.reason()));
    }
    if (common.json) {
      console.document(result);
    } else {
      result.counts().forEach((split, labels) -> console.out().println(split + ": " + labels));
      console
          .out()
          .printf(
              Locale.ROOT, "%d clips as %s in %s%n", result.clips(), result.format(), result.out());
    }
    return ExitCode.of(result.skipped().isEmpty() && set.skipped().isEmpty(), strict);
  }
}
