package io.argen.augment;

import io.argen.run.AtomicFiles;
import io.argen.run.Journal;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes all planned items, then others in place of the rejected ones, in rounds: what a round asks
 * for depends on what became of the rounds before it, never on what was finished first.
 */
final class Production {
  private static final String STAGE = "making clips";
  private static final int ROUNDS = 4;

  private final RunFolder run;
  private final Planner.Request request;
  private final Planner.Apexes apexes;
  private final Descriptions words;
  private final ItemMaker maker;
  private final Workers workers;
  private final Progress progress;
  private final Map<String, ItemRecord> earlier = new HashMap<>();
  private final Reviews reviews;
  private final AtomicInteger reused = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();

  /**
   * What came of it.
   *
   * @param items in plan order
   * @param records one for each item
   * @param reused kept clips that an earlier start had made
   * @param made clips made and kept now
   */
  record Outcome(List<PlanItem> items, List<ItemRecord> records, int reused, int made) {
    SortedMap<String, Integer> kept() {
      SortedMap<String, Integer> kept = new TreeMap<>();
      for (ItemRecord entry : records) {
        if (entry.kept()) {
          kept.merge(entry.label(), 1, Integer::sum);
        }
      }
      return kept;
    }
  }

  Production(
      RunFolder run,
      Planner.Request request,
      Planner.Apexes apexes,
      Descriptions words,
      ItemMaker maker,
      Workers workers,
      Progress progress) {
    this.run = run;
    this.request = request;
    this.apexes = apexes;
    this.words = words;
    this.maker = maker;
    this.workers = workers;
    this.progress = progress;
    this.reviews = Reviews.read(run.reviewed());
    for (ItemRecord entry : Json.readLines(run.items(), ItemRecord.class)) {
      earlier.put(entry.id(), entry);
    }
  }

  /** Does what is missing. */
  Outcome produce() {
    List<PlanItem> items = new ArrayList<>(Planner.plan(request, apexes, words).items());
    List<ItemRecord> records = new ArrayList<>();
    try (Journal journal = Journal.open(run.items())) {
      fill(items, records, List.copyOf(items), journal, 0);
      for (int list = 1; list <= reviews.last(); list++) {
        List<PlanItem> now = replacements(items, records, drop(items, records, list), list, 0);
        items.addAll(now);
        fill(items, records, now, journal, list);
      }
    }
    // In plan order at last, so that two runs leave the same bytes.
    OutputSet.writeIfChanged(run.items(), OutputSet.lines(records));
    OutputSet.writeIfChanged(
        run.rejects(), OutputSet.lines(records.stream().filter(r -> !r.kept()).toList()));
    return new Outcome(List.copyOf(items), List.copyOf(records), reused.get(), made.get());
  }

  /** Makes items and what takes the place of the rejected ones. */
  private void fill(
      List<PlanItem> items,
      List<ItemRecord> records,
      List<PlanItem> first,
      Journal journal,
      int list) {
    List<PlanItem> now = first;
    for (int round = 1; !now.isEmpty(); round++) {
      OutputSet.writeIfChanged(run.plan(), OutputSet.lines(items));
      words.write(run, items);
      records.addAll(makeAll(now, journal));
      now = round < ROUNDS ? replacements(items, records, now, list, round) : List.of();
      items.addAll(now);
    }
  }

  /** Takes out what a review's list rejects; tells which items those are. */
  private List<PlanItem> drop(List<PlanItem> items, List<ItemRecord> records, int list) {
    List<PlanItem> dropped = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      ItemRecord entry = records.get(i);
      if (reviews.list(entry.id()) != list) {
        continue;
      }
      dropped.add(items.get(i));
      if (entry.kept()) {
        try {
          AtomicFiles.deleteTree(maker.place(items.get(i)));
        } catch (IOException e) {
          throw AtomicFiles.unwritable(maker.place(items.get(i)), e);
        }
        (earlier.containsKey(entry.id()) ? reused : made).decrementAndGet();
        records.set(i, entry.rejected(Reviews.REASON));
      }
    }
    return dropped;
  }

  private List<ItemRecord> makeAll(List<PlanItem> items, Journal journal) {
    long todo = items.stream().filter(item -> done(item) == null).count();
    progress.begin(STAGE, todo);
    List<ItemRecord> records = workers.map(items, item -> doneOrMade(item, journal));
    progress.end(STAGE);
    return records;
  }

  private ItemRecord doneOrMade(PlanItem item, Journal journal) {
    @Nullable ItemRecord done = done(item);
    if (done != null) {
      if (done.kept()) {
        reused.incrementAndGet();
      }
      return done;
    }
    ItemRecord entry = maker.make(item);
    journal.append(entry);
    if (entry.kept()) {
      made.incrementAndGet();
    } else {
      run.log("rejected " + item.id() + " (" + item.label() + "): " + entry.reason());
    }
    progress.step(STAGE);
    return entry;
  }

  /** The record of an item that needs no more work: rejected for good, or its clip is there. */
  private @Nullable ItemRecord done(PlanItem item) {
    @Nullable ItemRecord entry = earlier.get(item.id());
    if (entry == null || !entry.kept()) {
      return entry;
    }
    try {
      boolean there =
          Files.exists(maker.place(item)) && ItemMaker.size(maker.place(item)) == entry.bytes();
      return there ? entry : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** A clip that a later list rejects still counts here, so that lists do not change the past. */
  private boolean isOut(ItemRecord entry, int list) {
    int rejecting = reviews.list(entry.id());
    return rejecting == 0 ? !entry.kept() : rejecting <= list;
  }

  private List<PlanItem> replacements(
      List<PlanItem> items, List<ItemRecord> records, List<PlanItem> last, int list, int round) {
    Set<String> rejected =
        records.stream()
            .filter(entry -> isOut(entry, list))
            .map(ItemRecord::id)
            .collect(Collectors.toSet());
    List<String> order =
        last.stream().filter(item -> rejected.contains(item.id())).map(PlanItem::label).toList();
    return Planner.replace(request, apexes, words, items, rejected, order, list * ROUNDS + round)
        .items();
  }
}
