package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.argen.run.Digests;
import io.argen.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The page of an {@code analyze} run: what was measured in each clip. */
final class AnalysisPage {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_CLIPS = 48;
  private static final int FRAMES = 8;
  private static final int PLOTS = 10;
  private static final double GAZE_SPAN = 45;
  private static final double HEAD_SPAN = 45;

  private final Path out;
  private final MediaBudget budget;
  private final List<String> notes = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Page.Clip> clips = new ArrayList<>();
  private int analysed;
  private long present;
  private int faceless;

  private AnalysisPage(Path out, MediaBudget budget) {
    this.out = out;
    this.budget = budget;
  }

  /** Whether the folder holds an analysis and nothing of another verb. */
  static boolean matches(Path out) {
    try {
      for (Path file : files(out)) {
        if (AnalysisCsv.read(file).isPresent()) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  /** Reads the analyses of a folder; see {@link AugmentPage#of}. */
  static Page.Report of(Path out, long mediaCharacters, double share) {
    AnalysisPage page = new AnalysisPage(out, new MediaBudget(mediaCharacters));
    try {
      page.read((int) (MAX_CLIPS * share));
    } catch (IOException e) {
      page.notes.add("The folder cannot be read to its end.");
    }
    return page.report();
  }

  private void read(int limit) throws IOException {
    List<Path> files = files(out);
    List<Path> ranked = new ArrayList<>(files);
    ranked.sort(Comparator.comparing((Path file) -> Digests.hex(name(file))));
    Set<Path> shown = new HashSet<>(ranked.subList(0, Math.min(limit, ranked.size())));
    for (Path file : files) {
      Optional<AnalysisCsv> analysis = Optional.empty();
      try {
        analysis = AnalysisCsv.read(file);
      } catch (IOException e) {
        notes.add(Text.label(name(file)) + " cannot be read.");
      }
      if (analysis.isPresent()) {
        add(file, analysis.get(), shown.contains(file));
      }
    }
  }

  private void add(Path file, AnalysisCsv csv, boolean shown) {
    analysed++;
    present += csv.present();
    faceless += csv.present() == 0 ? 1 : 0;
    if (csv.torn() > 0 && notes.size() < RunTables.MAX_ROWS) {
      notes.add(
          Text.label(name(file)) + ": " + Text.count(csv.torn(), "line") + " could not be read.");
    }
    if (rows.size() <= RunTables.MAX_ROWS) {
      rows.add(
          List.of(
              Text.label(name(file)),
              Text.count(csv.frames()),
              percent(csv.present(), csv.frames()),
              Text.number(csv.seconds(), 1),
              csv.expression(),
              csv.strongest()));
    }
    if (shown) {
      clips.add(clip(file, csv));
    }
  }

  private Page.Clip clip(Path file, AnalysisCsv csv) {
    Optional<Path> overlay = overlay(file);
    MediaBudget.Strip strip =
        overlay.map(video -> budget.strip(video, FRAMES)).orElse(MediaBudget.Strip.none(""));
    String video = overlay.map(budget::video).orElse("");
    List<Page.Plot> plots = new ArrayList<>(CurvePlots.ofUnits(Map.of(), csv.units(), PLOTS));
    int left = CurvePlots.leftOut(Map.of(), csv.units(), PLOTS);
    addAngle(plots, csv, "gaze_angle_x", "gaze, left and right", GAZE_SPAN);
    addAngle(plots, csv, "pose_Ry", "head turn", HEAD_SPAN);
    List<Page.Fact> facts = new ArrayList<>();
    facts.add(
        new Page.Fact(
            "frames with a face",
            csv.frames() == 0 ? "none" : csv.present() + " of " + csv.frames()));
    if (csv.present() > 0) {
      facts.add(new Page.Fact("length", Text.seconds(csv.seconds())));
      facts.add(new Page.Fact("mostly", csv.expression()));
    }
    if (csv.faces() > 1) {
      facts.add(new Page.Fact("faces", csv.faces() + ", the first one is shown"));
    }
    return new Page.Clip(
        Text.label(name(file)),
        strip.frames(),
        video,
        strip.frames().isEmpty() ? "" : strip.frames().get(0),
        strip.problem(),
        "",
        List.of(),
        facts,
        csv.present() == 0
            ? "No face was found."
            : "Action Units over the clip, 0 to 5"
                + (left > 0 ? "; " + left + " more that move less are not shown" : "")
                + "; angles in degrees",
        csv.present() == 0 ? List.of() : plots);
  }

  private static void addAngle(
      List<Page.Plot> plots, AnalysisCsv csv, String column, String meaning, double span) {
    double[] degrees = csv.angles().get(column);
    if (degrees != null && Double.isFinite(CurvePlots.max(degrees))) {
      plots.add(CurvePlots.ofAngle(column, meaning, degrees, span));
    }
  }

  private Page.Report report() {
    Path hidden = RunFolder.hiddenOf(out);
    boolean isRun = Files.isDirectory(hidden);
    JsonNode none = MissingNode.getInstance();
    JsonNode run =
        isRun ? JsonLines.object(hidden.resolve("run.json"), "no provenance.", notes) : none;
    JsonNode result =
        isRun && Files.exists(hidden.resolve("result.json"))
            ? JsonLines.object(hidden.resolve("result.json"), "no list of skipped inputs.", notes)
            : none;
    List<Page.Table> tables = new ArrayList<>();
    tables.add(
        new Page.Table(
            "all",
            "All clips",
            "Expression is the net's highest mean; Action Units are peaks, 0 to 5.",
            List.of("clip", "frames", "with a face", "seconds", "expression", "strongest"),
            List.of(false, true, true, true, false, false),
            rows.subList(0, Math.min(RunTables.MAX_ROWS, rows.size())),
            analysed > RunTables.MAX_ROWS
                ? Text.count(analysed - RunTables.MAX_ROWS) + " more are not shown."
                : ""));
    if (isRun) {
      tables.add(RunTables.skipped(result.path("skipped")));
      tables.add(RunTables.times(result.path("seconds")));
      tables.add(RunTables.provenance(run));
    }
    return new Page.Report(
        "Faces and Action Units",
        "What ARGen measured in "
            + Text.count(analysed, "clip")
            + ": Action Units relative to each person's own rest, gaze, head and expression.",
        "",
        List.of(
            new Page.Fact("clips", Text.count(analysed)),
            new Page.Fact("clips with a face", Text.count(analysed - faceless)),
            new Page.Fact("clips without a face", Text.count(faceless)),
            new Page.Fact("frames with a face", Text.count(present))),
        notes,
        List.of(),
        "Clips",
        clips.size() == analysed
            ? "All clips are shown."
            : Text.count(clips.size())
                + " of "
                + Text.count(analysed)
                + " clips are shown, chosen by a hash of their names.",
        "",
        clips.isEmpty() ? List.of() : List.of(new Page.Group("analyses", "", "", clips)),
        List.of(),
        tables);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "–" : Text.number(100.0 * part / whole, 0) + " %";
  }

  private String name(Path file) {
    String name = out.relativize(file).toString().replace('\\', '/');
    return name.substring(0, name.length() - ".csv".length());
  }

  /** The video or picture that {@code analyze --overlay} wrote beside the table. */
  private Optional<Path> overlay(Path csv) {
    String stem = csv.getFileName().toString().replaceAll("\\.csv$", "");
    for (String end : List.of("_overlay.mp4", "_overlay.png")) {
      Path video = csv.resolveSibling(stem + end);
      if (Files.isRegularFile(video)) {
        return SampleClips.inside(out, out.relativize(video).toString());
      }
    }
    return Optional.empty();
  }

  private static List<Path> files(Path out) throws IOException {
    try (Stream<Path> walk = Files.walk(out, MAX_DEPTH)) {
      return walk.filter(file -> file.getFileName().toString().endsWith(".csv"))
          .filter(file -> !out.relativize(file).startsWith(".argen"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
