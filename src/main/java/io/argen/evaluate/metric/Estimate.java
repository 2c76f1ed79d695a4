package io.argen.evaluate.metric;

/**
 * A number with its 95 % interval.
 *
 * @param value of all items
 * @param low lower end
 * @param high upper end
 * @param over what was resampled, {@code subjects} or {@code clips}
 * @param groups how many of those there are
 */
public record Estimate(double value, double low, double high, String over, int groups) {}
