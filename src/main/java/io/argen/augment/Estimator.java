package io.argen.augment;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.dataset.Skip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says before hours are spent what they will buy. */
final class Estimator {
  /** One checked clip of 16 frames at 256 px on one core of the machine of docs/measurements.md. */
  private static final double SECONDS_A_CLIP = 3;

  private static final double SECONDS_A_SURVEY = 4;
  private static final int SIZES_READ = 200;
  private static final long LEAST_CLIP_BYTES = 30_000;
  private static final double MARGIN = 1.3;

  private Estimator() {}

  static AugmentEstimate estimate(AugmentOptions options, Dataset data) {
    Aim aim = Aim.of(options, data, data.samples());
    Map<String, Integer> clipsOfPerson = new HashMap<>();
    for (Sample sample : data.samples()) {
      if (sample.split().equals("train") && sample.consent() && !sample.synthetic()) {
        clipsOfPerson.merge(Cast.key(sample), 1, Integer::sum);
      }
    }
    long most =
        clipsOfPerson.values().stream()
            .mapToLong(clips -> (long) clips * options.maxPerSource())
            .sum();
    int total = aim.order().size();
    SortedMap<String, Integer> shortfall = new TreeMap<>();
    if (most < total) {
      aim.order().subList((int) most, total).forEach(l -> shortfall.merge(l, 1, Integer::sum));
    }
    double seconds =
        (total * SECONDS_A_CLIP * options.candidates()
                + Math.min(total, clipsOfPerson.size()) * SECONDS_A_SURVEY)
            / options.jobs();
    return new AugmentEstimate(
        "argen/augment-dry-run/1",
        counts(data.samples()),
        aim.height(),
        aim.wanted(),
        total,
        clipsOfPerson.size(),
        most,
        shortfall,
        aim.leftAlone(),
        Math.round(seconds / 6) / 10.0,
        Math.round(bytesNeeded(options, data.samples(), total) / 1e6) / 1e3,
        List.copyOf(skippedByReader(data)),
        warnings(data, aim));
  }

  private static List<String> warnings(Dataset data, Aim aim) {
    List<String> warnings = new ArrayList<>(data.warnings());
    warnings.addAll(aim.warnings());
    return List.copyOf(warnings);
  }

  /** Split to label to clips; every label of the set has a count in every split. */
  static SortedMap<String, SortedMap<String, Integer>> counts(List<Sample> samples) {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    for (Sample sample : samples) {
      counts.computeIfAbsent(sample.split(), split -> new TreeMap<>());
    }
    for (Sample sample : samples) {
      counts.forEach(
          (split, labels) ->
              labels.merge(sample.label(), split.equals(sample.split()) ? 1 : 0, Integer::sum));
    }
    return counts;
  }

  /** What the reader of the set could not use; may be added to. */
  static List<AugmentResult.Skipped> skippedByReader(Dataset data) {
    List<AugmentResult.Skipped> skipped = new ArrayList<>();
    for (Skip skip : data.skipped()) {
      skipped.add(new AugmentResult.Skipped(skip.path().toString(), skip.reason()));
    }
    return skipped;
  }

  /** Room for the made clips, at the mean size of the real ones, and for copies if asked for. */
  static long bytesNeeded(AugmentOptions options, List<Sample> samples, int clips) {
    long sum = 0;
    int read = 0;
    int stride = Math.max(1, samples.size() / SIZES_READ);
    for (int i = 0; i < samples.size(); i += stride) {
      try {
        sum += ItemMaker.size(samples.get(i).path());
        read++;
      } catch (IOException e) {
        // It will be named when it is opened.
      }
    }
    double mean = read == 0 ? 0 : (double) sum / read;
    double made = clips * Math.max(mean, LEAST_CLIP_BYTES);
    double copied = options.link() == AugmentOptions.Link.COPY ? mean * samples.size() : 0;
    return (long) ((made + copied) * MARGIN);
  }
}
