package io.argen.affect;

import io.argen.affect.Retriever.Filter;
import io.argen.facs.ActionUnit;
import io.argen.facs.Emotion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence may rest on, retrieved: filtered by kind, emotion and unit, ranked by the words
 * of a question. The same question is asked once only. Safe for use by several threads.
 */
public final class EvidenceFinder {
  private static final int FEW = 3;
  private static final int MANY = 40;

  private final Retriever retriever;
  private final PrototypeTable table;
  private final Map<Question, List<Passage>> found = new ConcurrentHashMap<>();

  private record Question(String words, Filter filter, int limit) {}

  /**
   * A finder.
   *
   * @param table whose rows are cited before others
   */
  public EvidenceFinder(Retriever retriever, PrototypeTable table) {
    this.retriever = retriever;
    this.table = table;
  }

  /** The check of what texts say, over the same knowledge. */
  public AlignmentCheck check() {
    return AlignmentCheck.over(retriever);
  }

  /** What is searched. */
  public Knowledge knowledge() {
    return retriever.knowledge();
  }

  private List<Passage> find(String words, Filter filter, int limit) {
    return found.computeIfAbsent(
        new Question(words, filter, limit), q -> retriever.select(words, filter, limit));
  }

  /** What a unit looks like at a degree. */
  public List<Passage> looks(ActionUnit unit, Degree degree) {
    return find(
        unit.facsName() + " " + degree.adjectives().get(0), Filter.of(Kind.APPEARANCE, unit), FEW);
  }

  /** What is seen of a unit at each degree. */
  public List<Passage> degrees(ActionUnit unit) {
    return find(unit.facsName() + " intensity", Filter.of(Kind.DEGREES, unit), 1);
  }

  /** An emotion's prototypes: the chosen table's row first, then those that say more of it. */
  public List<Passage> prototypes(Emotion emotion) {
    List<Passage> all =
        new ArrayList<>(
            find("expression of " + emotion.label(), Filter.of(Kind.PROTOTYPE, emotion), MANY));
    // What speaks of one emotion says more of it than what speaks of six.
    all.sort(
        Comparator.comparing((Passage p) -> !table.has(p)).thenComparing(p -> p.emotions().size()));
    return all;
  }

  /** What says of a class without an emotion of ours what it looks like, for instance a blend. */
  public List<Passage> named(String label) {
    String words = label.replace('-', ' ').replace('_', ' ').toLowerCase(Locale.ROOT);
    return Compound.parse(label)
        .flatMap(compound -> knowledge().get(compound.passage()))
        .map(List::of)
        .orElseGet(() -> find(words, Filter.of(Kind.COMPOUND), 1));
  }

  /** How an expression of an emotion runs in time. */
  public List<Passage> times(Manner manner, @Nullable Emotion emotion) {
    String words =
        switch (manner) {
          case POSED -> "posed deliberate onset";
          case SPONTANEOUS -> "spontaneous felt onset";
          case UNSTATED -> "onset apex offset";
        };
    List<Passage> general = find(words, Filter.of(Kind.TIME), FEW);
    if (emotion == null || manner != Manner.UNSTATED) {
      return general;
    }
    List<Passage> own = find(words, Filter.of(Kind.TIME, emotion), 1);
    return own.isEmpty() ? general : joined(own, general);
  }

  /** What head and gaze say. */
  public List<Passage> headGaze(@Nullable Emotion emotion) {
    List<Passage> own =
        emotion == null
            ? List.of()
            : find("head gaze " + emotion.label(), Filter.of(Kind.HEAD_GAZE, emotion), FEW);
    return own.isEmpty() ? find("head gaze direction", Filter.of(Kind.HEAD_GAZE), FEW) : own;
  }

  /** What to mind with faces of a kind, of those units if a passage says so, else in general. */
  public List<Passage> cautions(FaceKind face, Set<ActionUnit> units) {
    String words = face.words();
    List<Passage> about =
        find(words, Filter.of(Kind.CAUTION), MANY).stream()
            .filter(p -> p.id().startsWith("caution." + face.key()))
            .toList();
    List<Passage> touching =
        about.stream().filter(p -> p.actionUnits().stream().anyMatch(units::contains)).toList();
    return touching.isEmpty() ? about.stream().limit(1).toList() : touching;
  }

  /** Real clips of the user's that look most like the plan. */
  public List<Passage> exemplars(PromptRequest request) {
    Emotion emotion = request.emotion();
    return retriever.alike(request.apex(), emotion == null ? Set.of() : Set.of(emotion), 2);
  }

  private static List<Passage> joined(List<Passage> first, List<Passage> second) {
    Map<String, Passage> all = new LinkedHashMap<>();
    first.forEach(p -> all.putIfAbsent(p.id(), p));
    second.forEach(p -> all.putIfAbsent(p.id(), p));
    return List.copyOf(all.values());
  }
}
