package io.argen.augment;

import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Decides who shows what, in what kind of clip.
 *
 * <p>Every class rotates through the persons: first those asked least often for the class, among
 * them those without a clip of it, then those asked least often at all, then by lot. A person's
 * best clip is the source until it has given {@code maxPerSource} clips, then the next. Intensity
 * and look are drawn from the data's own clips. All follows from the seed: neither the time nor the
 * number of threads has a say.
 */
final class Planner {
  /** Weaker showings are real too, but their label could not be checked. */
  private static final double LEAST_INTENSITY = 0.8;

  /** With fewer real examples than this, intensities are drawn from a fixed range. */
  private static final int ENOUGH_EXAMPLES = 5;

  private final Request request;
  private final SortedMap<String, ClassNeed> needs = new TreeMap<>();

  /**
   * @param seed the run's
   * @param needs classes to fill
   * @param order labels in the order their clips are made
   * @param persons whose faces may be used
   * @param looks of real clips, at least one
   * @param intensities of real clips, 0-1, that spread over the range planned; may be empty
   * @param maxPerSource most clips kept from one source
   */
  record Request(
      long seed,
      List<ClassNeed> needs,
      List<String> order,
      List<Person> persons,
      List<ClipLook> looks,
      List<Double> intensities,
      int maxPerSource) {
    Request {
      needs = List.copyOf(needs);
      order = List.copyOf(order);
      persons = List.copyOf(persons);
      looks = List.copyOf(looks);
      intensities = List.copyOf(intensities);
      if (looks.isEmpty()) {
        throw new IllegalArgumentException("at least one look is needed");
      }
    }
  }

  /** Gives an emotion its Action Units. */
  @FunctionalInterface
  interface Apexes {
    ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random);
  }

  private final Apexes apexes;
  private final Descriptions words;

  private Planner(Request request, Apexes apexes, Descriptions words) {
    this.request = request;
    this.apexes = apexes;
    this.words = words;
    for (ClassNeed need : request.needs()) {
      needs.put(need.label(), need);
    }
  }

  /** The plan before anything was made. */
  static AugmentationPlan plan(Request request, Apexes apexes, Descriptions words) {
    return new Planner(request, apexes, words).fill(request.order(), 0, new Rotation(request));
  }

  /**
   * Items in place of rejected ones, from sources that have clips left to give and have not failed
   * the class twice. Depends on what became of the earlier items, not on when.
   *
   * @param earlier all items of earlier rounds
   * @param rejected ids of those that were rejected
   */
  static AugmentationPlan replace(
      Request request,
      Apexes apexes,
      Descriptions words,
      List<PlanItem> earlier,
      java.util.Set<String> rejected,
      List<String> order,
      int round) {
    Rotation rotation = new Rotation(request);
    for (PlanItem item : earlier) {
      rotation.recall(item, rejected.contains(item.id()));
    }
    return new Planner(request, apexes, words).fill(order, round, rotation);
  }

  private AugmentationPlan fill(List<String> order, int round, Rotation rotation) {
    List<PlanItem> items = new ArrayList<>();
    SortedMap<String, Integer> shortfall = new TreeMap<>();
    SortedSet<String> exhausted = new TreeSet<>();
    for (String label : order) {
      Optional<Rotation.Turn> turn =
          exhausted.contains(label) ? Optional.empty() : rotation.next(label);
      if (turn.isEmpty()) {
        exhausted.add(label);
        shortfall.merge(label, 1, Integer::sum);
      } else {
        items.add(item(need(label), turn.get(), round));
      }
    }
    words.rest();
    return new AugmentationPlan(items, shortfall);
  }

  private ClassNeed need(String label) {
    ClassNeed need = needs.get(label);
    if (need == null) {
      throw new IllegalArgumentException("no need of " + label + " was given");
    }
    return need;
  }

  private PlanItem item(ClassNeed need, Rotation.Turn turn, int round) {
    Person.Source source = turn.source();
    long seed =
        Seeds.derive(
            request.seed(),
            "item",
            need.label(),
            source.id(),
            source.hash(),
            Integer.toString(turn.ordinal()));
    RandomGenerator random = Seeds.generator(seed);
    double intensity = ActionUnitMaps.rounded(intensity(random));
    List<ClipLook> own = turn.person().looks();
    List<ClipLook> looks = own.isEmpty() ? request.looks() : own;
    ClipLook look = looks.get(random.nextInt(looks.size()));
    ActionUnits asked =
        need.prototype()
            .map(p -> scaled(p, intensity))
            .orElseGet(() -> apex(need.emotion().orElseThrow(), intensity, random));
    ActionUnits moved =
        ActionUnitMaps.minus(asked, ActionUnitMaps.units(source.frame().actionUnits()));
    PlanItem item =
        new PlanItem(
            "",
            need.label(),
            need.emotion().map(Emotion::label).orElse(null),
            turn.person().subject().orElse(null),
            source.id(),
            source.hash(),
            source.frame().frame(),
            source.frame().openMouth(),
            turn.ordinal(),
            round,
            intensity,
            ActionUnitMaps.channels(asked),
            ActionUnitMaps.channels(moved),
            look,
            seed,
            "");
    return item.worded(words.of(item).text()).identified();
  }

  private ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random) {
    return emotion == Emotion.NEUTRAL
        ? ActionUnits.neutral()
        : apexes.apex(emotion, intensity, random);
  }

  private double intensity(RandomGenerator random) {
    List<Double> real = request.intensities();
    if (real.size() < ENOUGH_EXAMPLES) {
      return LEAST_INTENSITY + (1 - LEAST_INTENSITY) * random.nextDouble();
    }
    double drawn = real.get(random.nextInt(real.size()));
    return LEAST_INTENSITY + (1 - LEAST_INTENSITY) * Math.max(0, Math.min(1, drawn));
  }

  private static ActionUnits scaled(ActionUnits units, double factor) {
    float[] values = units.toArray();
    for (int k = 0; k < values.length; k++) {
      values[k] *= (float) factor;
    }
    return ActionUnits.of(values);
  }
}
