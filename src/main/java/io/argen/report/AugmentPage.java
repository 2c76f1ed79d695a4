package io.argen.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.argen.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The page of an {@code augment} run, from the files in its output folder. */
final class AugmentPage {
  private static final int PER_CLASS = 6;
  private static final String CAUTION =
      "The clips shown here are synthetic. ARGen made each of them by moving a picture of a real or"
          + " invented person; nobody made these expressions, and they say nothing of what the person"
          + " felt. They are marked as synthetic in their files and in the metadata: leave the marks"
          + " in.";

  private AugmentPage() {}

  /**
   * Reads the run.
   *
   * @param mediaCharacters room for pictures and videos
   * @param share of the usual number of clips that is shown, 0-1
   * @param gallery where all clips are, relative to the report; empty if nowhere
   */
  static Page.Report of(Path out, long mediaCharacters, double share, String gallery) {
    List<String> notes = new ArrayList<>();
    Path hidden = RunFolder.hiddenOf(out);
    JsonNode run = JsonLines.object(hidden.resolve("run.json"), "no provenance.", notes);
    JsonNode result =
        JsonLines.object(
            hidden.resolve("result.json"),
            "the run did not finish; give the same command again to continue it. The counts below"
                + " are of the clips that are there.",
            notes);
    ItemSurvey survey = survey(hidden, notes);
    SortedMap<String, List<Item>> chosen = survey.chosen();
    Set<String> wanted = new HashSet<>();
    Set<String> ids = new HashSet<>();
    chosen
        .values()
        .forEach(
            items ->
                items.forEach(
                    item -> {
                      wanted.add(item.fileName());
                      ids.add(item.id());
                    }));
    MetadataScan metadata = MetadataScan.of(out, wanted, notes);
    for (JsonNode warning : result.path("warnings")) {
      if (notes.size() < RunTables.MAX_ROWS) {
        notes.add(Text.sentence(warning.asText()));
      }
    }

    SortedMap<String, SortedMap<String, Integer>> before = metadata.real();
    SortedMap<String, SortedMap<String, Integer>> after = metadata.all();
    if (result.path("counts_after").isObject()) {
      before = ClassBars.splits(result.path("counts_before"));
      after = ClassBars.splits(result.path("counts_after"));
      if (!metadata.all().equals(withoutZeros(after))) {
        notes.add("The metadata files and result.json do not count the same clips.");
      }
    }
    SortedMap<String, Integer> shortfall = ClassBars.counts(result.path("shortfall"));
    SortedMap<String, List<Page.Clip>> clips =
        new SampleClips(
                out,
                metadata,
                WordsOfClips.of(hidden, ids::contains, notes),
                new MediaBudget(mediaCharacters))
            .of(chosen, share);

    List<Page.Histogram> histograms = new ArrayList<>();
    addHistograms(histograms, survey);
    return new Page.Report(
        "Synthetic clips for " + Text.label(name(out)),
        lead(before, after, survey, shortfall),
        survey.keptInAll() > 0 ? CAUTION : "",
        facts(before, after, survey, result),
        notes,
        bars(before, after, shortfall),
        "Synthetic clips",
        shownText(clips, survey),
        gallery,
        groups(clips, survey),
        histograms,
        RunTables.of(survey, result, run));
  }

  private static ItemSurvey survey(Path hidden, List<String> notes) {
    ItemSurvey survey = new ItemSurvey(PER_CLASS);
    Path items = hidden.resolve("items.jsonl");
    if (Files.isRegularFile(items)) {
      JsonLines.read(items, notes, survey::add);
    } else {
      notes.add("items.jsonl is missing: no clips to show.");
    }
    Path rejects = hidden.resolve("rejects.jsonl");
    if (Files.isRegularFile(rejects)) {
      JsonLines.read(rejects, notes, survey::addReject);
    }
    return survey;
  }

  private static String name(Path out) {
    Path name = out.toAbsolutePath().normalize().getFileName();
    return name == null ? "a data set" : name.toString();
  }

  private static String lead(
      SortedMap<String, SortedMap<String, Integer>> before,
      SortedMap<String, SortedMap<String, Integer>> after,
      ItemSurvey survey,
      SortedMap<String, Integer> shortfall) {
    String text =
        "ARGen added "
            + Text.count(survey.keptInAll(), "synthetic clip")
            + " to a set of "
            + Text.count(ClassBars.sum(before), "clip")
            + "; it now holds "
            + Text.count(ClassBars.sum(after))
            + ".";
    return shortfall.isEmpty()
        ? text
        : text
            + " "
            + (shortfall.size() == 1 ? "One class falls" : shortfall.size() + " classes fall")
            + " short of the target.";
  }

  private static List<Page.Fact> facts(
      SortedMap<String, SortedMap<String, Integer>> before,
      SortedMap<String, SortedMap<String, Integer>> after,
      ItemSurvey survey,
      JsonNode result) {
    List<Page.Fact> facts = new ArrayList<>();
    facts.add(new Page.Fact("clips before", Text.count(ClassBars.sum(before))));
    facts.add(new Page.Fact("clips after", Text.count(ClassBars.sum(after))));
    facts.add(new Page.Fact("synthetic, kept", Text.count(survey.keptInAll())));
    facts.add(new Page.Fact("kept after a retry", Text.count(survey.retried())));
    facts.add(new Page.Fact("given up", Text.count(survey.rejected())));
    facts.add(new Page.Fact("inputs skipped", Text.count(result.path("skipped").size())));
    double rate = result.path("clips_per_minute").asDouble(0);
    if (rate > 0) {
      facts.add(new Page.Fact("clips a minute", Text.number(rate, 0)));
    }
    return facts;
  }

  private static List<Page.Bars> bars(
      SortedMap<String, SortedMap<String, Integer>> before,
      SortedMap<String, SortedMap<String, Integer>> after,
      SortedMap<String, Integer> shortfall) {
    List<Page.Bars> bars = new ArrayList<>();
    TreeSet<String> splits = new TreeSet<>(before.keySet());
    splits.addAll(after.keySet());
    List<String> order = new ArrayList<>(splits);
    if (order.remove("train")) {
      order.add(0, "train");
    }
    SortedMap<String, Integer> none = new TreeMap<>();
    for (String split : order.subList(0, Math.min(8, order.size()))) {
      bars.add(
          ClassBars.of(
              Text.label(split),
              before.getOrDefault(split, none),
              after.getOrDefault(split, none),
              split.equals("train") ? shortfall : none));
    }
    return bars;
  }

  private static String shownText(SortedMap<String, List<Page.Clip>> clips, ItemSurvey survey) {
    int shown = clips.values().stream().mapToInt(List::size).sum();
    return "Shown are "
        + Text.count(shown)
        + " of "
        + Text.count(survey.keptInAll(), "clip")
        + " from "
        + Text.count(clips.size())
        + " of "
        + (survey.kept().size() == 1 ? "1 class" : survey.kept().size() + " classes")
        + ", chosen by a hash of their names, not by how good they look. All of them, to be filtered,"
        + " played and rejected, are in "
        + Gallery.FILE
        + " in the run's folder.";
  }

  private static List<Page.Group> groups(
      SortedMap<String, List<Page.Clip>> clips, ItemSurvey survey) {
    List<Page.Group> groups = new ArrayList<>();
    clips.forEach(
        (label, ofLabel) ->
            groups.add(
                new Page.Group(
                    "class-" + groups.size(),
                    Text.label(label),
                    Text.count(ofLabel.size())
                        + " of "
                        + Text.count(survey.kept().getOrDefault(label, 0)),
                    ofLabel)));
    return groups;
  }

  private static void addHistograms(List<Page.Histogram> histograms, ItemSurvey survey) {
    if (survey.identity().total() > 0) {
      histograms.add(
          survey.identity().histogram("Identity", "Cosine between the face before and after."));
    }
    if (survey.agreement().total() > 0) {
      histograms.add(
          survey.agreement().histogram("AU agreement", "Asked against measured Action Units."));
    }
    if (survey.expression().total() > 0) {
      histograms.add(
          survey
              .expression()
              .histogram("Expression", "Probability of the asked class by the expression net."));
    }
  }

  private static SortedMap<String, SortedMap<String, Integer>> withoutZeros(
      SortedMap<String, SortedMap<String, Integer>> splits) {
    SortedMap<String, SortedMap<String, Integer>> copy = new TreeMap<>();
    splits.forEach(
        (split, labels) -> {
          SortedMap<String, Integer> some = new TreeMap<>(labels);
          some.values().removeIf(n -> n == 0);
          if (!some.isEmpty()) {
            copy.put(split, some);
          }
        });
    return copy;
  }
}
