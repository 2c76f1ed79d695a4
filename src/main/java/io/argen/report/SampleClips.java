package io.argen.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The synthetic clips a page shows: every class gets its first before any gets its second, pictures
 * come before videos, until the page is full.
 */
final class SampleClips {
  private static final int MAX_CLIPS = 96;
  private static final int FRAMES = 8;
  private static final int VIDEOS_PER_CLASS = 3;
  private static final int PLOTS = 8;

  private final Path out;
  private final MetadataScan metadata;
  private final WordsOfClips words;
  private final MediaBudget budget;

  SampleClips(Path out, MetadataScan metadata, WordsOfClips words, MediaBudget budget) {
    this.out = out;
    this.metadata = metadata;
    this.words = words;
    this.budget = budget;
  }

  /** Label to its clips, as many of the chosen as there is room for. */
  SortedMap<String, List<Page.Clip>> of(SortedMap<String, List<Item>> chosen, double share) {
    Map<Item, MediaBudget.Strip> strips = new LinkedHashMap<>();
    for (Item item : turnByTurn(chosen, (int) (MAX_CLIPS * share))) {
      MediaBudget.Strip strip =
          inside(out, item.fileName())
              .map(clip -> budget.strip(clip, FRAMES))
              .orElse(MediaBudget.Strip.none("The clip's file is missing."));
      if (!strip.full() || strips.isEmpty()) {
        strips.put(item, strip);
      }
    }
    SortedMap<String, List<Page.Clip>> clips = new TreeMap<>();
    strips.forEach(
        (item, strip) -> {
          List<Page.Clip> ofLabel = clips.computeIfAbsent(item.label(), key -> new ArrayList<>());
          ofLabel.add(clip(item, strip, ofLabel.size() < VIDEOS_PER_CLASS));
        });
    return clips;
  }

  private Page.Clip clip(Item item, MediaBudget.Strip strip, boolean playable) {
    String video = playable ? inside(out, item.fileName()).map(budget::video).orElse("") : "";
    MetadataScan.Words row = metadata.words(item.fileName());
    List<Page.Statement> statements = words.statements(item.id());
    String text = Text.sentence(row.prompt());
    if (!strip.problem().isEmpty()) {
      text += (text.isEmpty() ? "" : " ") + strip.problem();
    }
    if (playable && video.isEmpty() && !strip.frames().isEmpty()) {
      text +=
          (text.isEmpty() ? "" : " ")
              + "Too large to be played here, or of a format browsers do not play.";
    }
    List<Page.Plot> plots = CurvePlots.ofUnits(item.asked(), item.measured(), PLOTS);
    int left = CurvePlots.leftOut(item.asked(), item.measured(), PLOTS);
    String plotted =
        plots.isEmpty()
            ? "No Action Unit moves."
            : "Action Units over the clip, 0 to 5"
                + (left > 0 ? "; " + left + " more that move less are not shown" : "");
    String poster = strip.frames().isEmpty() ? "" : strip.frames().get(strip.frames().size() / 2);
    return new Page.Clip(
        item.subject().isEmpty() ? Text.label(item.id()) : Text.label(item.subject()),
        strip.frames(),
        video,
        poster,
        text,
        row.evidence().isEmpty() || !statements.isEmpty()
            ? ""
            : "Evidence: " + Text.sentence(row.evidence()),
        statements,
        facts(item),
        plotted,
        plots);
  }

  private List<Page.Fact> facts(Item item) {
    List<Page.Fact> facts = new ArrayList<>();
    facts.add(new Page.Fact("identity", Text.number(item.identity(), 2)));
    facts.add(new Page.Fact("AU agreement", Text.number(item.agreement(), 2)));
    if (!item.expressionTop().isEmpty()) {
      facts.add(
          new Page.Fact(
              "expression net",
              "first choice "
                  + Text.label(item.expressionTop())
                  + (Double.isFinite(item.expression())
                      ? "; asked class " + Text.number(item.expression(), 2)
                      : "")));
    }
    WordsOfClips.Words described = words.of(item.id());
    if (!described.sentences().isEmpty()) {
      facts.add(
          new Page.Fact(
              "description",
              Text.label(described.writer())
                  + ", says the plan to "
                  + Text.number(described.alignment(), 2)));
    }
    facts.add(new Page.Fact("seed", Text.label(item.seed())));
    if (item.attempts() > 1) {
      facts.add(new Page.Fact("tries", Integer.toString(item.attempts())));
    }
    facts.add(
        new Page.Fact("from", Text.label(item.source()) + ", frame " + Text.label(item.frame())));
    facts.add(new Page.Fact("file", Text.sentence(item.fileName())));
    return facts;
  }

  private static List<Item> turnByTurn(SortedMap<String, List<Item>> chosen, int limit) {
    List<Item> turns = new ArrayList<>();
    boolean any = true;
    for (int rank = 0; any; rank++) {
      any = false;
      for (List<Item> items : chosen.values()) {
        if (rank < items.size() && turns.size() < limit) {
          turns.add(items.get(rank));
          any = true;
        }
      }
    }
    return turns;
  }

  /** An existing clip below the output folder; a name that leads elsewhere is not followed. */
  static Optional<Path> inside(Path out, String name) {
    try {
      Path clip = out.resolve(name).normalize();
      if (name.isEmpty() || !clip.startsWith(out.normalize()) || !Files.exists(clip)) {
        return Optional.empty();
      }
      return clip.toRealPath().startsWith(out.toRealPath()) ? Optional.of(clip) : Optional.empty();
    } catch (IOException | java.nio.file.InvalidPathException e) {
      return Optional.empty();
    }
  }
}
