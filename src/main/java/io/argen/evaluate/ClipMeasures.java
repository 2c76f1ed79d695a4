package io.argen.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * One clip, measured; a line of {@code evaluation.csv}.
 *
 * @param clip below the folder, forward slashes
 * @param label what it shall show
 * @param emotion what the label means; null if it is no known emotion
 * @param frames in the clip
 * @param faceFrames fraction of them with a face, 0-1
 * @param identity mean cosine between frames and the reference: the source frame, or the clip's own
 *     first frame where no source is known; null without a face
 * @param identityLeast the least of these
 * @param auCorrelation mean over the asked units of the correlation between the asked and the
 *     measured curve, -1 to 1; null where nothing is known to be asked
 * @param auConcordance the same with Lin's concordance, which also minds the height
 * @param expression the second net's first choice at the strongest frames
 * @param expressionProbability what that net gives the label there, 0-1; null if it does not know
 *     it
 * @param jitter mean second difference of the mesh points over the distance between the eyes, not
 *     smoothed; null below three frames with a face
 */
public record ClipMeasures(
    String clip,
    String label,
    @Nullable String emotion,
    int frames,
    double faceFrames,
    @Nullable Double identity,
    @Nullable Double identityLeast,
    @Nullable Double auCorrelation,
    @Nullable Double auConcordance,
    @Nullable String expression,
    @Nullable Double expressionProbability,
    @Nullable Double jitter) {}
