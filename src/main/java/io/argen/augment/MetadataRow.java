package io.argen.augment;

import io.argen.dataset.Sample;
import io.argen.facs.Emotion;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code OUT/<split>/metadata.jsonl}; every row has every key.
 *
 * @param fileName relative to the metadata file, forward slashes, never leaving its folder
 * @param label as the source set spells it
 * @param emotion what the label means, in ARGen's own word, where it is known
 * @param subject as the source set names them
 * @param consent whether the face may be animated, as the source set says
 * @param synthetic whether ARGen made the clip
 * @param source the real clip the face comes from, relative to the metadata file
 * @param prompt the expression in words
 * @param evidence where the Action Units come from
 * @param actionUnits the wanted apex as {@code animate --aus} reads it
 * @param seed of the clip
 * @param generator what made it
 * @param scores how well it does what was asked
 */
record MetadataRow(
    String fileName,
    String label,
    @Nullable String emotion,
    @Nullable String subject,
    boolean consent,
    boolean synthetic,
    @Nullable String source,
    @Nullable String prompt,
    @Nullable String evidence,
    @Nullable String actionUnits,
    @Nullable Long seed,
    @Nullable String generator,
    @Nullable Scores scores) {

  static MetadataRow real(String fileName, Sample sample) {
    return new MetadataRow(
        fileName,
        sample.label(),
        sample.emotion().map(Emotion::label).orElse(null),
        sample.subject().orElse(null),
        sample.consent(),
        sample.synthetic(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
