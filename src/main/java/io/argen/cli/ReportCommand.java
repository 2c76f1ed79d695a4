package io.argen.cli;

import io.argen.report.HtmlReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pictures and tables of a run. */
@Command(
    name = "report",
    description = "%nWrites one self-contained HTML page of what augment or analyze did.",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen report balanced --out balanced.html",
      "%nThe page needs no network and holds at most 20 MB, whatever the data set."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The --out folder of augment or analyze.")
  private Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "Where the page goes. Default: DIR/report.html.")
  private @Nullable Path out;

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;

  ReportCommand(Console console) {
    this.console = console;
  }

  /** The document {@code argen/report/1}. */
  record Document(String schema, String folder, String report, long bytes) {}

  @Override
  public Integer call() {
    Path html = out == null ? folder.resolve("report.html") : out;
    HtmlReport.write(folder, html);
    long bytes;
    try {
      bytes = Files.size(html);
    } catch (IOException e) {
      throw new UncheckedIOException(html + ": is gone", e);
    }
    if (common.json) {
      console.document(new Document("argen/report/1", folder.toString(), html.toString(), bytes));
    } else {
      console.out().println("report: " + html);
    }
    return ExitCode.DONE;
  }
}
