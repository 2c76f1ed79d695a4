package io.argen.augment;

import io.argen.facs.Emotion;
import io.argen.run.ArgenException;
import io.argen.run.AtomicFiles;
import io.argen.run.Progress;
import io.argen.run.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The demo's data set: clips of invented people, few of them sad, fewer afraid. It shows that
 * everything runs; it is never evidence of anything. Where the people come from is told in the
 * resource {@code io/argen/sample/SOURCES.md}.
 */
public final class SampleData {
  private static final String RESOURCES = "/io/argen/sample/";
  private static final String STAGE = "making sample clips";
  private static final String ORIGIN = "made by ARGen from a picture of an invented person";
  private static final int VAL_PEOPLE = 3;

  private SampleData() {}

  /** Makes one clip of a photo; the command line wires it to ARGen's own renderer. */
  @FunctionalInterface
  public interface PeopleAnimator {
    /**
     * Writes a clip in which the person goes from the photo's expression to an emotion.
     *
     * @param photo a JPEG with one face
     * @param mp4 does not exist yet; must exist, whole, on return
     */
    void animate(Path photo, Emotion emotion, long seed, Path mp4);
  }

  /**
   * One invented person.
   *
   * @param file name of the picture's resource
   * @param subject for instance {@code p01}
   * @param note who is to be seen, one line
   */
  public record SamplePerson(String file, String subject, String note) {

    /** The JPEG's bytes. */
    public byte[] jpeg() {
      return resource(file);
    }
  }

  private record Clip(String fileName, Emotion emotion, SamplePerson person, String split) {}

  /** All invented people, by subject. */
  public static List<SamplePerson> people() {
    List<SamplePerson> people = new ArrayList<>();
    for (String line : new String(resource("people.csv"), StandardCharsets.UTF_8).split("\n", -1)) {
      String[] cells = line.strip().split(",", 3);
      if (cells.length == 3 && !cells[0].equals("file")) {
        people.add(new SamplePerson(cells[0], cells[1], cells[2]));
      }
    }
    return List.copyOf(people);
  }

  /** Clips of each class in the training split: the long tail. */
  static Map<Emotion, Integer> trainCounts() {
    Map<Emotion, Integer> counts = new EnumMap<>(Emotion.class);
    counts.put(Emotion.NEUTRAL, 14);
    counts.put(Emotion.HAPPINESS, 12);
    counts.put(Emotion.SADNESS, 7);
    counts.put(Emotion.SURPRISE, 6);
    counts.put(Emotion.ANGER, 5);
    counts.put(Emotion.FEAR, 3);
    counts.put(Emotion.DISGUST, 2);
    return counts;
  }

  /**
   * Writes the data set: {@code people/*.jpg}, {@code clips/*.mp4} and, last, {@code metadata.csv}
   * with {@code file_name, label, subject, split, consent, origin}. Clips that are there already
   * stay, so that an interrupted call can be made again.
   *
   * @throws ArgenException if the folder cannot be written
   */
  public static void write(Path folder, long seed, PeopleAnimator animator, Progress progress) {
    List<Clip> clips = plan(seed);
    Path photos = folder.resolve("people");
    Path made = folder.resolve("clips");
    try {
      Files.createDirectories(photos);
      Files.createDirectories(made);
      for (SamplePerson person : people()) {
        Path photo = photos.resolve(person.file());
        Path temp = AtomicFiles.tempFor(photo);
        Files.write(temp, person.jpeg());
        AtomicFiles.moveIntoPlace(temp, photo);
      }
    } catch (IOException e) {
      throw AtomicFiles.unwritable(folder, e);
    }
    List<Clip> missing =
        clips.stream().filter(clip -> !Files.exists(folder.resolve(clip.fileName()))).toList();
    progress.begin(STAGE, missing.size());
    for (Clip clip : missing) {
      animator.animate(
          photos.resolve(clip.person().file()),
          clip.emotion(),
          Seeds.derive(seed, "sample clip", clip.fileName()),
          folder.resolve(clip.fileName()));
      progress.step(STAGE);
    }
    progress.end(STAGE);
    AtomicFiles.write(
        folder.resolve("metadata.csv"),
        out -> {
          out.write("file_name,label,subject,split,consent,origin\n");
          for (Clip clip : clips) {
            String label = clip.emotion().label();
            String subject = clip.person().subject();
            out.write(
                String.join(
                    ",", clip.fileName(), label, subject, clip.split(), "true", ORIGIN + "\n"));
          }
        });
  }

  /** The last people are for validation, one clip a class; the others share the rest. */
  private static List<Clip> plan(long seed) {
    List<SamplePerson> all = people();
    List<SamplePerson> train = all.subList(0, all.size() - VAL_PEOPLE);
    List<SamplePerson> val = all.subList(all.size() - VAL_PEOPLE, all.size());
    List<Clip> clips = new ArrayList<>();
    int turn = 0;
    for (Map.Entry<Emotion, Integer> entry : trainCounts().entrySet()) {
      Emotion emotion = entry.getKey();
      List<SamplePerson> order = new ArrayList<>(train);
      Collections.shuffle(order, new Random(Seeds.derive(seed, "sample people", emotion.label())));
      for (int i = 0; i < entry.getValue(); i++) {
        clips.add(clip(emotion, order.get(i % order.size()), i / order.size(), "train"));
      }
      clips.add(clip(emotion, val.get(turn++ % val.size()), 0, "val"));
    }
    return clips;
  }

  private static Clip clip(Emotion emotion, SamplePerson person, int take, String split) {
    String name =
        String.format(
            Locale.ROOT, "clips/%s_%s_%d.mp4", person.subject(), emotion.label(), take + 1);
    return new Clip(name, emotion, person, split);
  }

  private static byte[] resource(String name) {
    try (InputStream in = SampleData.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new ArgenException("the resource " + RESOURCES + name + " is missing; build again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ArgenException("the resource " + RESOURCES + name + " cannot be read", e);
    }
  }
}
