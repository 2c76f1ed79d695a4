package io.argen.evaluate;

import io.argen.affect.TextEncoder;
import io.argen.motion.MotionFrame;
import io.argen.motion.learn.MotionCorpus;
import io.argen.motion.learn.MotionDescriber;
import io.argen.motion.learn.MotionSampler;
import io.argen.motion.learn.MotionScript;
import io.argen.motion.learn.TrackedWindow;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Makes motion after what people were seen to do: hand-made dynamics are told units and times in
 * numbers, a model is told the same in words, and the window's first frame.
 */
public final class RealismStudy {
  private static final String STAGE = "drawing motion";
  private static final int BATCH = 32;

  /**
   * A person.
   *
   * @param windows tracked from the person's clips
   */
  public record Person(String name, List<TrackedWindow> windows) {
    public Person {
      windows = List.copyOf(windows);
    }
  }

  private final List<Person> people;
  private final List<List<float[][]>> texts = new ArrayList<>();
  private final int takes;
  private final boolean fromRest;
  private final long seed;

  /**
   * Describes all windows.
   *
   * @param takes made of each window
   * @param fromRest whether the known frame is a face at rest, else the window's own first one
   */
  public RealismStudy(
      List<Person> people,
      MotionDescriber describer,
      TextEncoder encoder,
      int takes,
      boolean fromRest,
      long seed) {
    this.people = List.copyOf(people);
    this.takes = takes;
    this.fromRest = fromRest;
    this.seed = seed;
    for (Person person : people) {
      List<float[][]> own = new ArrayList<>();
      for (int i = 0; i < person.windows().size(); i++) {
        long told = Seeds.derive(seed, "text", person.name(), Integer.toString(i));
        own.add(encoder.states(describer.describe(person.windows().get(i).script(), told)));
      }
      texts.add(own);
    }
  }

  /** The people's own windows, person by person. */
  public List<List<List<MotionFrame>>> seen() {
    List<List<List<MotionFrame>>> all = new ArrayList<>();
    for (Person person : people) {
      all.add(person.windows().stream().map(TrackedWindow::frames).toList());
    }
    return all;
  }

  /** Hand-made motion after each person's windows. */
  public List<List<List<MotionFrame>>> dynamics() {
    List<List<List<MotionFrame>>> all = new ArrayList<>();
    for (Person person : people) {
      List<List<MotionFrame>> made = new ArrayList<>();
      for (int i = 0; i < takes * person.windows().size(); i++) {
        MotionScript script = person.windows().get(i / takes).script();
        made.add(MotionCorpus.take(script, own("take", person, i)));
      }
      all.add(made);
    }
    return all;
  }

  /**
   * Motion that models draw after each person's windows.
   *
   * @param models by the person's name
   * @param shuffled whether each window is told what the next person showed, as a control
   */
  public List<List<List<MotionFrame>>> draw(
      Function<String, MotionSampler> models, boolean shuffled, Progress progress) {
    progress.begin(STAGE, people.stream().mapToInt(p -> takes * p.windows().size()).sum());
    List<List<List<MotionFrame>>> all = new ArrayList<>();
    for (int p = 0; p < people.size(); p++) {
      all.add(
          draw(
              people.get(p),
              texts.get(shuffled ? (p + 1) % people.size() : p),
              models.apply(people.get(p).name()),
              progress));
    }
    progress.end(STAGE);
    return all;
  }

  private List<List<MotionFrame>> draw(
      Person person, List<float[][]> texts, MotionSampler sampler, Progress progress) {
    boolean[] known = new boolean[MotionScript.FRAMES];
    known[0] = true;
    List<List<MotionFrame>> made = new ArrayList<>();
    int total = takes * person.windows().size();
    while (made.size() < total) {
      List<float[][]> told = new ArrayList<>();
      List<List<MotionFrame>> clean = new ArrayList<>();
      int size = Math.min(BATCH, total - made.size());
      long[] seeds = new long[size];
      for (int b = 0; b < size; b++) {
        int i = made.size() + b;
        told.add(texts.get(i / takes % texts.size()));
        clean.add(
            fromRest
                ? Collections.nCopies(MotionScript.FRAMES, MotionFrame.REST)
                : person.windows().get(i / takes).frames());
        seeds[b] = own("draw", person, i);
      }
      sampler.draw(told, clean, known, seeds).forEach(made::add);
      for (int b = 0; b < size; b++) {
        progress.step(STAGE);
      }
    }
    return made;
  }

  private long own(String what, Person person, int i) {
    return Seeds.derive(seed, what, person.name(), Integer.toString(i));
  }
}
