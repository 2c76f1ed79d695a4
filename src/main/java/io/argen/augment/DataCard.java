package io.argen.augment;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.run.AtomicFiles;
import io.argen.run.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code OUT/README.md}: what the set is, how it was made, what the source's licence says, and what
 * not to believe of it. Its head is read by Hugging Face's hub.
 */
final class DataCard {
  private static final List<String> LICENCE_FILES =
      List.of("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "LICENCE.txt", "COPYING");

  private DataCard() {}

  static void write(
      Path out,
      Dataset data,
      AugmentOptions options,
      String generator,
      List<Sample> usable,
      Production.Outcome outcome) {
    String given = frontMatterLicence(data.root());
    String card =
        head(given, usable)
            + "\n# Facial expressions, balanced by ARGen\n\n"
            + "Real clips of a labelled set, and synthetic clips of the same people showing the"
            + " expressions\nthe set has too few of. Only the train split was added to.\n\n"
            + "## Clips\n\n"
            + counts(usable, outcome.kept())
            + "\n## How it was made\n\n"
            + "By "
            + Provenance.generatorName()
            + ", generator "
            + generator
            + ", seed "
            + options.seed()
            + ". A clear, neutral frame of a real train clip is animated\nby Action Units (FACS) of"
            + " the wanted emotion; intensity, length, frame rate, size and container are\ndrawn"
            + " from the real clips. Each clip was checked: a face in every frame, the same person"
            + " by a face\nembedding, the asked Action Units measured, no expression score against"
            + " the label. "
            + rejected(outcome)
            + "\n\n## Synthetic clips are marked\n\n"
            + "`synthetic: true` in `metadata.jsonl`; the IPTC digital source type, generator, seed"
            + " and prompt inside\nevery MP4, or in a sidecar beside frame folders. They lie in"
            + " `train/synthetic/`, real ones in `*/real/`.\n`.argen/origins.jsonl` says where"
            + " every file comes from.\n\n"
            + "## Licence and limits of the source\n\n"
            + licence(data.root(), given)
            + published(data.layout())
            + consent(usable)
            + "\nThe synthetic clips show real people doing what they did not do: use them for"
            + " training and for nothing\nthat could be taken for a record. Whoever may not be"
            + " shown in the source may not be shown here.\n\n"
            + "## Limits\n\n"
            + "- Expressions are posed prototypes: real ones vary more.\n"
            + "- Labels of synthetic clips are what was asked for and measured, not a human"
            + " judgement.\n"
            + "- Do not evaluate on synthetic clips; val and test hold none made by this run.\n";
    OutputSet.writeIfChanged(out.resolve("README.md"), card);
  }

  private static String head(String licence, List<Sample> usable) {
    StringBuilder head = new StringBuilder("---\n");
    head.append("license: ").append(licence.isEmpty() ? "unknown" : licence).append('\n');
    head.append("task_categories:\n- video-classification\n");
    head.append("tags:\n- facial-expression-recognition\n- synthetic\n- argen\n");
    head.append("configs:\n- config_name: default\n  data_files:\n");
    for (String split : Estimator.counts(usable).keySet()) {
      String hub = split.equals("val") ? "validation" : split;
      head.append("  - split: ").append(hub).append('\n');
      head.append("    path: ").append(OutputSet.safe(split)).append("/**\n");
    }
    return head.append("---\n").toString();
  }

  private static String counts(List<Sample> usable, SortedMap<String, Integer> made) {
    StringBuilder table =
        new StringBuilder("| split | label | real | synthetic | all |\n|---|---|---:|---:|---:|\n");
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>(Estimator.counts(usable));
    for (Map.Entry<String, SortedMap<String, Integer>> split : counts.entrySet()) {
      boolean train = split.getKey().equals("train");
      SortedMap<String, Integer> labels = new TreeMap<>(split.getValue());
      if (train) {
        made.keySet().forEach(label -> labels.putIfAbsent(label, 0));
      }
      labels.forEach(
          (label, n) -> {
            int added = train ? made.getOrDefault(label, 0) : 0;
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %d |\n",
                    split.getKey(),
                    label.replace("|", "\\|"),
                    n,
                    added,
                    n + added));
          });
    }
    return table.toString();
  }

  private static String rejected(Production.Outcome outcome) {
    long n = outcome.records().stream().filter(entry -> !entry.kept()).count();
    return n + (n == 1 ? " item was" : " items were") + " rejected.";
  }

  private static String licence(Path root, String given) {
    StringBuilder text = new StringBuilder();
    if (!given.isEmpty()) {
      text.append("The source's data card says: licence `").append(given).append("`.\n");
    }
    for (String name : LICENCE_FILES) {
      if (Files.isRegularFile(root.resolve(name))) {
        text.append("The source has a file `").append(name).append("`: its terms apply here.\n");
      }
    }
    if (text.length() == 0) {
      text.append(
          "The source states no licence (unknown). Ask its owner before you share this set.\n");
    }
    return text.toString();
  }

  private static String published(String layout) {
    return switch (layout) {
      case "ravdess" -> "RAVDESS is published under CC BY-NC-SA 4.0.\n";
      case "dfew", "ferv39k", "mafw", "ckplus" ->
          "Sets of this layout ("
              + layout
              + ") are handed out under an agreement: its terms bind what is made of them.\n";
      default -> "";
    };
  }

  private static String consent(List<Sample> usable) {
    long without = usable.stream().filter(sample -> !sample.consent()).count();
    if (without == 0) {
      return "";
    }
    return without
        + (without == 1 ? " clip says" : " clips say")
        + " `consent: false`: there as in the source and marked so in `metadata.jsonl`; no synthetic"
        + "\nclip was made from them.\n";
  }

  /** The value of {@code license:} in the head of the source's README.md, or "". */
  private static String frontMatterLicence(Path root) {
    Path card = root.resolve("README.md");
    if (!Files.isRegularFile(card)) {
      return "";
    }
    try {
      List<String> lines = Files.readString(card, StandardCharsets.UTF_8).lines().toList();
      if (lines.isEmpty() || !lines.get(0).equals("---")) {
        return "";
      }
      for (String line : lines.subList(1, lines.size())) {
        if (line.equals("---")) {
          break;
        }
        if (line.startsWith("license:")) {
          String value = line.substring("license:".length()).strip();
          return value.equals("unknown") ? "" : value.replaceAll("[^A-Za-z0-9.-]", "");
        }
      }
      return "";
    } catch (java.nio.charset.CharacterCodingException e) {
      return "";
    } catch (IOException e) {
      throw AtomicFiles.unwritable(card, e);
    }
  }
}
