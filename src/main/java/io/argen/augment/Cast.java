package io.argen.augment;

import io.argen.dataset.Sample;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.MotionRequest.Phase;
import io.argen.run.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose faces can be used and what real clips look like, looking at no more clips than it
 * must: person after person by lot, a few clips each, until there are enough sources.
 */
final class Cast {
  private static final int CLIPS_A_PASS = 3;
  private static final int BATCH = 24;
  private static final int MOST_LOOKS = 48;
  private static final int ENOUGH_RISES = 5;
  private static final double SLOWEST_HZ = 4;
  private static final double FASTEST_HZ = 60;

  /** From a tenth to nine tenths: half of an onset of half a second, by minimum jerk. */
  private static final double RISE_SECONDS = 0.25;

  /** In a smaller face an expression could be neither shown nor checked. */
  private static final double[] LEAST_FACE_PX = {56, 24};

  private final Surveyor surveyor;
  private final FaceStudio studio;
  private final long seed;
  private final int maxPerSource;
  private final Map<String, List<Sample>> clipsOfPerson = new LinkedHashMap<>();
  private final Map<String, ClipSurvey> seen = new HashMap<>();
  private final SortedMap<String, String> unusable = new TreeMap<>();

  Cast(Surveyor surveyor, FaceStudio studio, long seed, int maxPerSource) {
    this.surveyor = surveyor;
    this.studio = studio;
    this.seed = seed;
    this.maxPerSource = maxPerSource;
  }

  /**
   * What the planner needs of the real clips.
   *
   * @param persons with at least one source
   * @param looks of real clips
   * @param intensities of real clips' expressions, 0-1
   * @param unusable person to why none of their clips looked at has a usable frame
   */
  record Found(
      List<Person> persons,
      List<ClipLook> looks,
      List<Double> intensities,
      SortedMap<String, String> unusable) {
    /** The same with one look for all. */
    Found plain() {
      List<Person> alike = persons.stream().map(p -> p.with(List.of())).toList();
      return new Found(alike, List.of(ClipLook.PLAIN), intensities, unusable);
    }
  }

  /** Looks until {@code needed} clips can be made from as many persons as possible. */
  Found find(List<Sample> train, int needed) {
    List<Sample> real = train.stream().filter(s -> !s.synthetic()).toList();
    List<String> keys = group(real);
    List<Person> persons = List.of();
    int passes = 0;
    for (List<Sample> clips : clipsOfPerson.values()) {
      passes = Math.max(passes, (clips.size() + CLIPS_A_PASS - 1) / CLIPS_A_PASS);
    }
    for (int pass = 0; pass < passes && needed > 0; pass++) {
      for (int from = 0; from < keys.size(); from += BATCH) {
        List<String> batch = keys.subList(from, Math.min(keys.size(), from + BATCH));
        lookAt(batch, pass);
        persons = persons(keys);
        if (persons.size() >= needed) {
          break;
        }
      }
      if (capacity(persons) >= needed) {
        break;
      }
    }
    // Clips whose face may not be used still show what clips of this set look like.
    List<Sample> examples =
        shuffled(real, "looks").stream().limit(Math.min(MOST_LOOKS, 8 + needed)).toList();
    if (needed > 0) {
      seen.putAll(surveyor.survey(examples));
    }
    double rate = motionRate(real);
    List<ClipLook> looks = timed(fitting(looks(examples)), rate);
    boolean toApex = endAtApex(looks);
    List<Person> dressed = new ArrayList<>();
    for (Person person : persons) {
      dressed.add(person.with(sameEnd(timed(own(person, looks), rate), toApex)));
    }
    return new Found(dressed, sameEnd(looks, toApex), intensities(real), unusable);
  }

  private List<String> group(List<Sample> real) {
    for (Sample sample : shuffled(real, "clips")) {
      if (sample.consent()) {
        clipsOfPerson.computeIfAbsent(key(sample), k -> new ArrayList<>()).add(sample);
      }
    }
    for (List<Sample> clips : clipsOfPerson.values()) {
      // Neutral clips promise neutral frames; the sort is stable, so the lot decides the rest.
      clips.sort(
          Comparator.comparing(s -> !s.emotion().equals(java.util.Optional.of(Emotion.NEUTRAL))));
    }
    List<String> keys = new ArrayList<>(new TreeSet<>(clipsOfPerson.keySet()));
    Collections.shuffle(keys, new Random(Seeds.derive(seed, "persons")));
    return keys;
  }

  private List<Sample> shuffled(List<Sample> samples, String name) {
    List<Sample> list = new ArrayList<>(samples);
    list.sort(Comparator.comparing(Sample::id));
    Collections.shuffle(list, new Random(Seeds.derive(seed, name)));
    return list;
  }

  private void lookAt(List<String> batch, int pass) {
    List<Sample> clips = new ArrayList<>();
    for (String key : batch) {
      List<Sample> all = clips(key);
      int from = Math.min(all.size(), pass * CLIPS_A_PASS);
      clips.addAll(all.subList(from, Math.min(all.size(), from + CLIPS_A_PASS)));
    }
    seen.putAll(surveyor.survey(clips));
  }

  private List<Sample> clips(String key) {
    return clipsOfPerson.getOrDefault(key, List.of());
  }

  private List<Person> persons(List<String> keys) {
    List<Person> persons = new ArrayList<>();
    unusable.clear();
    for (String key : keys) {
      List<Person.Source> sources = new ArrayList<>();
      TreeSet<String> labels = new TreeSet<>();
      String problem = "";
      for (Sample clip : clips(key)) {
        labels.add(clip.label());
        @Nullable ClipSurvey survey = seen.get(clip.id());
        if (survey != null && survey.best().isPresent()) {
          sources.add(
              new Person.Source(clip.id(), surveyor.hash(clip), survey.best().orElseThrow()));
        } else if (survey != null) {
          boolean alone = key.endsWith(clip.id());
          problem = (alone ? "" : clip.id() + ": ") + survey.problem();
        }
      }
      if (!sources.isEmpty()) {
        sources.sort(
            Comparator.comparingDouble((Person.Source s) -> -s.frame().merit())
                .thenComparing(Person.Source::id));
        persons.add(new Person(key, clips(key).get(0).subject(), labels, sources, List.of()));
      } else if (!problem.isEmpty()) {
        unusable.put(key, problem);
      }
    }
    return persons;
  }

  private long capacity(List<Person> persons) {
    return persons.stream().mapToLong(p -> (long) p.sources().size() * maxPerSource).sum();
  }

  private List<ClipLook> looks(List<Sample> examples) {
    List<ClipLook> all = new ArrayList<>();
    for (Sample example : examples) {
      @Nullable ClipSurvey survey = seen.get(example.id());
      if (survey != null) {
        all.add(survey.look());
      }
    }
    return all;
  }

  /** Those that a clip can be made to look like; one plain look if there are none. */
  private static List<ClipLook> fitting(List<ClipLook> all) {
    // Small faces are taken only where there are no others: what they show is hard to check.
    for (double least : LEAST_FACE_PX) {
      List<ClipLook> moving =
          all.stream().filter(l -> l.facePx() >= least && l.numFrames() > 1).toList();
      List<ClipLook> stills =
          all.stream().filter(l -> l.facePx() >= least).map(ClipLook::moving).toList();
      if (!stills.isEmpty()) {
        return moving.isEmpty() ? stills : moving;
      }
    }
    return List.of(ClipLook.PLAIN);
  }

  /**
   * Looks of a person's own clips: how many bits a picture takes, how sharp it is and how it is lit
   * hang together with who and what it shows, and would not fit those of somebody else.
   */
  private List<ClipLook> own(Person person, List<ClipLook> common) {
    double least = common.stream().mapToDouble(ClipLook::facePx).min().orElse(0);
    boolean moving = common.stream().anyMatch(look -> look.numFrames() > 1);
    return looks(clips(person.key())).stream()
        .filter(look -> look.facePx() >= Math.min(least, LEAST_FACE_PX[0]))
        .filter(look -> look.numFrames() > 1 || !moving)
        .map(look -> look.numFrames() > 1 ? look : look.moving())
        .toList();
  }

  /**
   * Frames a second by how many frames expressions take to rise; 0 if too few are seen to. For
   * folders that do not tell their rate, of which only some frames may have been kept.
   */
  private double motionRate(List<Sample> real) {
    double[] rises =
        real.stream()
            .map(sample -> seen.get(sample.id()))
            .filter(survey -> survey != null && survey.look().motionRateHz() == 0)
            .mapToDouble(ClipSurvey::riseFrames)
            .filter(frames -> frames > 0)
            .sorted()
            .toArray();
    return rises.length < ENOUGH_RISES
        ? 0
        : Math.max(
            SLOWEST_HZ, Math.min(FASTEST_HZ, Math.rint(rises[rises.length / 2] / RISE_SECONDS)));
  }

  private static List<ClipLook> timed(List<ClipLook> looks, double rateHz) {
    return looks.stream()
        .map(
            look ->
                look.motionRateHz() > 0
                    ? look
                    : look.movingAt(rateHz > 0 ? rateHz : look.frameRateHz()))
        .toList();
  }

  private static boolean endAtApex(List<ClipLook> looks) {
    return 2 * looks.stream().filter(l -> l.phase() == Phase.TO_APEX).count() > looks.size();
  }

  /** If most clips of a set end at the apex, all do: a single short one is measured badly. */
  private static List<ClipLook> sameEnd(List<ClipLook> looks, boolean toApex) {
    return toApex ? looks.stream().map(ClipLook::toApex).toList() : looks;
  }

  private List<Double> intensities(List<Sample> real) {
    List<Double> intensities = new ArrayList<>();
    for (Sample sample : real) {
      @Nullable ClipSurvey survey = seen.get(sample.id());
      if (survey != null && sample.emotion().filter(e -> e != Emotion.NEUTRAL).isPresent()) {
        double intensity = intensity(sample.emotion().orElseThrow(), survey);
        if (intensity > 0) {
          intensities.add(intensity);
        }
      }
    }
    return intensities;
  }

  /** Measured height of the emotion's own units over that of its full prototype, 0-1. */
  private double intensity(Emotion emotion, ClipSurvey survey) {
    ActionUnits full = studio.apex(emotion, 1, Seeds.generator(Seeds.derive(seed, "full")));
    ActionUnits peak = ActionUnitMaps.units(survey.peak());
    double asked = 0;
    double measured = 0;
    for (ActionUnit unit : ActionUnit.values()) {
      asked += full.get(unit);
      measured += Math.min(full.get(unit), peak.get(unit));
    }
    return asked == 0 ? 0 : ActionUnitMaps.rounded(measured / asked);
  }

  /** Who a sample shows. */
  static String key(Sample sample) {
    return sample.subject().map(s -> "subject " + s).orElse("clip " + sample.id());
  }
}
