package io.argen.augment;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one item: as many candidates as asked, of those that pass the check the best; if none
 * passes, up to {@value #RETRIES} more, each with its own seed. What is kept is renamed into place,
 * the rest deleted.
 */
final class ItemMaker {
  /** Tries beyond the candidates. */
  static final int RETRIES = 2;

  private static final double SHOWN = 0.5;

  private final FaceStudio studio;
  private final Path folder;
  private final String folderName;
  private final Path temp;
  private final int candidates;
  private final Descriptions words;
  private final Map<String, Place> sources;

  /**
   * Where a source lies.
   *
   * @param path the real clip
   * @param fileName its name below the output folder
   */
  record Place(Path path, String fileName) {}

  private record Attempt(
      Path file,
      long seed,
      int number,
      List<ActionUnits> asked,
      Findings findings,
      LabelCheck.Verdict verdict) {}

  /**
   * A maker of one run.
   *
   * @param out the output folder
   * @param folderName where clips go below it
   * @param temp where unfinished clips lie, on the same file system
   * @param sources by sample id
   */
  ItemMaker(
      FaceStudio studio,
      Path out,
      String folderName,
      Path temp,
      int candidates,
      Descriptions words,
      Map<String, Place> sources) {
    this.studio = studio;
    this.folder = out.resolve(folderName);
    this.folderName = folderName;
    this.temp = temp;
    this.candidates = candidates;
    this.words = words;
    this.sources = sources;
  }

  /** Where the item's clip is once it is done. */
  Path place(PlanItem item) {
    return folder.resolve(item.fileName());
  }

  /** Makes the item's clip, or says why it cannot be made. */
  ItemRecord make(PlanItem item) {
    Attempt best = null;
    Attempt last = null;
    @Nullable String broken = null;
    int number = 0;
    try {
      while (number < candidates || (best == null && number < candidates + RETRIES)) {
        Attempt now = attempt(item, number++);
        if (now.verdict().passed() && (best == null || merit(now) > merit(best))) {
          discard(best);
          best = now;
        } else {
          discard(now);
        }
        last = now;
      }
    } catch (InputException e) {
      discard(best);
      best = null;
      broken = Surveyor.message(e);
    }
    if (best == null) {
      return record(item, last, number, 0, broken);
    }
    return record(item, best, number, keep(best, item), null);
  }

  private Attempt attempt(PlanItem item, int number) {
    long seed = Seeds.derive(item.seed(), "attempt", Integer.toString(number));
    Place source = source(item);
    FaceStudio.ClipOrder order = new FaceStudio.ClipOrder(item, source.path(), seed);
    String suffix = item.look().isFolder() ? "" : ".mp4";
    Path file = temp.resolve(item.id() + "-" + number + suffix);
    List<ActionUnits> asked = studio.generate(order, file);
    Findings findings = studio.inspect(file, order);
    LabelCheck.Verdict verdict =
        LabelCheck.check(
            Optional.ofNullable(item.emotion()).flatMap(Emotion::parse), asked, findings);
    return new Attempt(file, seed, number, asked, findings, verdict);
  }

  private Place source(PlanItem item) {
    Place place = sources.get(item.source());
    if (place == null) {
      throw new ArgenException("the plan names an unknown source: " + item.source());
    }
    return place;
  }

  private static double merit(Attempt attempt) {
    return attempt.verdict().scores().merit();
  }

  private static void discard(@Nullable Attempt attempt) {
    if (attempt != null) {
      try {
        AtomicFiles.deleteTree(attempt.file());
      } catch (IOException e) {
        throw AtomicFiles.unwritable(attempt.file(), e);
      }
    }
  }

  private long keep(Attempt attempt, PlanItem item) {
    Path place = place(item);
    try {
      Files.createDirectories(folder);
      AtomicFiles.deleteTree(place);
      AtomicFiles.moveIntoPlace(attempt.file(), place);
      return size(place);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(place, e);
    }
  }

  /** Bytes of a file, or of all files of a folder; 0 if there is nothing. */
  static long size(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return Files.exists(place) ? Files.size(place) : 0;
    }
    long sum = 0;
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.toList()) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  private ItemRecord record(
      PlanItem item, @Nullable Attempt attempt, int made, long bytes, @Nullable String broken) {
    boolean kept = bytes > 0;
    String reason = broken;
    if (reason == null && !kept) {
      reason = attempt == null ? "nothing was made" : attempt.verdict().reason();
    }
    List<ActionUnits> asked = attempt == null ? List.of() : attempt.asked();
    List<@Nullable ActionUnits> measured =
        attempt == null ? List.of() : attempt.findings().measured();
    ActionUnits askedPeak = ActionUnitMaps.peak(asked);
    ActionUnits measuredPeak = ActionUnitMaps.peak(measured);
    SortedMap<String, List<Double>> askedCurves = new TreeMap<>();
    SortedMap<String, List<Double>> measuredCurves = new TreeMap<>();
    for (ActionUnit unit : ActionUnit.values()) {
      if (askedPeak.get(unit) >= SHOWN) {
        askedCurves.put(unit.column(), ActionUnitMaps.curveForFile(asked, unit));
        measuredCurves.put(unit.column(), ActionUnitMaps.curveForFile(measured, unit));
      }
    }
    return new ItemRecord(
        item.id(),
        String.format(Locale.ROOT, "%s/%s", folderName, item.fileName()),
        bytes,
        kept ? "kept" : "rejected",
        item.label(),
        item.emotion(),
        item.subject(),
        source(item).fileName(),
        item.frame(),
        attempt == null ? item.seed() : attempt.seed(),
        made,
        ActionUnitMaps.channels(askedPeak),
        ActionUnitMaps.channels(measuredPeak),
        new ItemRecord.ItemCurves(askedCurves, measuredCurves),
        attempt == null
            ? null
            : attempt.verdict().scores().withAlignment(words.of(item).alignment()),
        reason);
  }
}
