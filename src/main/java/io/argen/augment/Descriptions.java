package io.argen.augment;

import io.argen.affect.AffectPrompt;
import io.argen.affect.Passage;
import io.argen.affect.PromptRequest;
import io.argen.affect.Timing;
import io.argen.affect.vlm.VlmPromptWriter;
import io.argen.facs.Emotion;
import io.argen.motion.MotionRequest.Phase;
import io.argen.run.Digests;
import io.argen.run.Json;
import io.argen.run.Progress;
import io.argen.run.RunFolder;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Has every clip to make described; the same item always gets the same words.
 *
 * <p>A model's answers are not the same twice, and a server may be down once. So what was written
 * in an earlier start of a run is kept in {@code descriptions.jsonl} and used again. Descriptions
 * are written one at a time in the order of the plan: {@code jobs} has no say.
 */
final class Descriptions {
  static final String STAGE = "writing descriptions";

  private final Describer describer;
  private final Faces faces;
  private final Progress progress;
  private final Map<String, Description> known = new HashMap<>();
  private boolean begun;

  /** The face an item starts from, as a JPEG, for models that may see it. */
  @FunctionalInterface
  interface Faces {
    Optional<byte[]> of(PlanItem item);
  }

  /** A line of {@code passages.jsonl}: what a description cites. */
  record Cited(String id, String kind, String text, String source, String basis) {}

  Descriptions(Describer describer, Faces faces, Progress progress) {
    this.describer = describer;
    this.faces = faces;
    this.progress = progress;
  }

  /** Over ARGen's own knowledge, without a network. */
  static Descriptions composed() {
    return new Descriptions(Describer.composed(), item -> Optional.empty(), Progress.NONE);
  }

  /** Takes over what an earlier start of the run has written. */
  void resume(RunFolder run) {
    for (Description one : Json.readLines(run.descriptions(), Description.class)) {
      known.put(one.key(), one.withId(""));
    }
  }

  /** What a clip will show; the item's own words do not matter. */
  synchronized Description of(PlanItem item) {
    String key = Digests.hex(Json.line(item.worded("")));
    Description before = known.get(key);
    if (before != null) {
      return before.withId(item.id());
    }
    VlmPromptWriter model = describer.model();
    if (model != null) {
      if (!begun) {
        progress.begin(STAGE, 0);
        begun = true;
      }
      model.show(model.seesFaces() ? faces.of(item).orElse(null) : null);
    }
    Emotion emotion = Optional.ofNullable(item.emotion()).flatMap(Emotion::parse).orElse(null);
    AffectPrompt prompt =
        describer
            .writer()
            .write(
                PromptRequest.of(
                        item.label(), emotion, item.asked(), Seeds.derive(item.seed(), "prompt"))
                    .withTiming(timing(item.look())));
    if (model != null) {
      progress.step(STAGE);
    }
    Description written = Description.of(key, prompt);
    known.put(key, written);
    return written.withId(item.id());
  }

  /** Says that a plan is described. */
  synchronized void rest() {
    if (begun) {
      progress.end(STAGE);
      begun = false;
    }
  }

  /** Writes the items' descriptions and the passages they cite, in the order of the plan. */
  void write(RunFolder run, List<PlanItem> items) {
    List<Description> lines = new ArrayList<>();
    SortedMap<String, Cited> cited = new TreeMap<>();
    for (PlanItem item : items) {
      Description one = of(item);
      lines.add(one);
      for (String id : one.evidence()) {
        describer.knowledge().get(id).ifPresent(p -> cited.put(id, cited(p)));
      }
    }
    OutputSet.writeIfChanged(run.descriptions(), OutputSet.lines(lines));
    OutputSet.writeIfChanged(run.passages(), OutputSet.lines(List.copyOf(cited.values())));
  }

  private static Cited cited(Passage passage) {
    return new Cited(
        passage.id(),
        passage.kind().key(),
        passage.text(),
        passage.source(),
        passage.basis().key());
  }

  /** Writer to the number of items it described, and what a model cost in this start. */
  AugmentResult.Written written(List<PlanItem> items) {
    SortedMap<String, Integer> by = new TreeMap<>();
    items.forEach(item -> by.merge(of(item).writer(), 1, Integer::sum));
    VlmPromptWriter model = describer.model();
    return new AugmentResult.Written(by, model == null ? null : model.usage());
  }

  /** Known beforehand only for clips that end at the apex: their onset fills three quarters. */
  private static @Nullable Timing timing(ClipLook look) {
    int n = look.numFrames();
    return look.phase() == Phase.TO_APEX && n > 1
        ? new Timing(0, (int) Math.round(0.75 * (n - 1)), n, n, look.frameRateHz())
        : null;
  }
}
