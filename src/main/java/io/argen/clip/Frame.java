package io.argen.clip;

/**
 * One picture of a clip.
 *
 * @param index 0-based position in the clip
 * @param timestampSeconds presentation time, 0 for the first frame, never decreasing
 * @param image upright RGB pixels
 */
public record Frame(int index, double timestampSeconds, Image image) {}
