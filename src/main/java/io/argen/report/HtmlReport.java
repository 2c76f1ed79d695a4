package io.argen.report;

import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes what a run did as one HTML file that needs nothing else: no network, no script, pictures
 * and videos inside.
 */
public final class HtmlReport {
  /** No report is larger, whatever the data set. */
  public static final long MAX_BYTES = 20_000_000;

  private static final long MEDIA_CHARACTERS = 15_000_000;

  private HtmlReport() {}

  /**
   * Writes the report of an {@code augment} or {@code analyze} output folder. Missing or damaged
   * files of the run become notes in the report. The same folder gives the same bytes.
   *
   * @param out the output folder
   * @param html the file to write, at most {@link #MAX_BYTES}
   * @throws InputException if {@code out} is no folder with results of ARGen
   * @throws ArgenException if the report cannot be written
   */
  public static void write(Path out, Path html) {
    if (!Files.isDirectory(out)) {
      throw new InputException(
          out, "is no folder", "give the folder that augment or analyze wrote its results to");
    }
    boolean analysed = isAnalysed(out);
    if (!analysed && !isAugmented(out)) {
      throw new InputException(
          out,
          "holds no results of ARGen",
          "give the folder that augment or analyze wrote its results to");
    }
    Path gallery = out.resolve(Gallery.FILE).toAbsolutePath().normalize();
    boolean beside =
        Files.exists(gallery)
            && gallery.equals(html.toAbsolutePath().normalize().resolveSibling(Gallery.FILE));
    PageTemplate template = new PageTemplate();
    for (double share = 1; share > 0.01; share /= 2) {
      long room = (long) (MEDIA_CHARACTERS * share);
      String page =
          template.render(
              analysed
                  ? AnalysisPage.of(out, room, share)
                  : AugmentPage.of(out, room, share, beside ? Gallery.FILE : ""));
      if (page.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
        AtomicFiles.write(html, page);
        return;
      }
    }
    throw new ArgenException(out + ": its report does not fit into " + MAX_BYTES + " bytes");
  }

  /** The header of the run decides; without one, what lies there. */
  private static boolean isAnalysed(Path out) {
    List<String> notes = new ArrayList<>();
    String verb =
        Text.at(
            JsonLines.object(RunFolder.hiddenOf(out).resolve("run.json"), "", notes)
                .path("definition"),
            "verb");
    return verb.isEmpty()
        ? !Files.exists(RunFolder.hiddenOf(out).resolve("items.jsonl")) && AnalysisPage.matches(out)
        : verb.equals("analyze");
  }

  private static boolean isAugmented(Path out) {
    if (Files.isDirectory(RunFolder.hiddenOf(out))) {
      return true;
    }
    try (Stream<Path> children = Files.list(out)) {
      return children.anyMatch(child -> Files.exists(child.resolve("metadata.jsonl")));
    } catch (IOException e) {
      throw new InputException(out, "cannot be listed", "check its permissions", e);
    }
  }
}
