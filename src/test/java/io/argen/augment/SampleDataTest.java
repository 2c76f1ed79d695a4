package io.argen.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.facs.Emotion;
import io.argen.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleDataTest {
  private final List<String> asked = new ArrayList<>();

  private void pretend(Path photo, Emotion emotion, long seed, Path mp4) {
    asked.add(photo.getFileName() + " " + emotion + " " + seed);
    try {
      Files.write(mp4, Files.readAllBytes(photo));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theDataSetIsReadAsALongTailOfConsentingPeople(@TempDir Path folder) {
    SampleData.write(folder, 7, this::pretend, Progress.NONE);
    Dataset dataset = Dataset.read(folder);
    assertEquals(0, dataset.skipped().size(), dataset.skipped().toString());
    SampleData.trainCounts()
        .forEach(
            (emotion, count) ->
                assertEquals(count, dataset.counts("train").get(emotion.label()), emotion.label()));
    assertEquals(7, dataset.counts("val").size());
    assertTrue(dataset.samples().stream().allMatch(Sample::consent));
  }

  @Test
  void nobodyIsInBothSplitsAndEveryoneInTrainIsSeenNeutral(@TempDir Path folder) {
    SampleData.write(folder, 7, this::pretend, Progress.NONE);
    List<Sample> samples = Dataset.read(folder).samples();
    Set<String> train = subjects(samples, "train");
    Set<String> both = new HashSet<>(train);
    both.retainAll(subjects(samples, "val"));
    assertEquals(Set.of(), both);
    Set<String> neutral =
        subjects(
            samples.stream()
                .filter(s -> s.emotion().filter(Emotion.NEUTRAL::equals).isPresent())
                .toList(),
            "train");
    assertEquals(train, neutral);
    assertEquals(SampleData.people().size(), train.size() + subjects(samples, "val").size());
  }

  @Test
  void theSameSeedAsksForTheSameClipsAndASecondCallForNone(@TempDir Path folder)
      throws IOException {
    SampleData.write(folder.resolve("a"), 7, this::pretend, Progress.NONE);
    List<String> first = List.copyOf(asked);
    asked.clear();
    SampleData.write(folder.resolve("b"), 7, this::pretend, Progress.NONE);
    assertEquals(first, asked);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a/metadata.csv")),
        Files.readAllBytes(folder.resolve("b/metadata.csv")));
    asked.clear();
    SampleData.write(folder.resolve("a"), 7, this::pretend, Progress.NONE);
    assertEquals(List.of(), asked);
  }

  private static Set<String> subjects(List<Sample> samples, String split) {
    return samples.stream()
        .filter(sample -> sample.split().equals(split))
        .map(sample -> sample.subject().orElse(""))
        .collect(Collectors.toSet());
  }
}
