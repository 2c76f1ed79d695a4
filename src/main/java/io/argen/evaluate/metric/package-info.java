/**
 * Numbers that say how good a recogniser or a generator is, and how sure they are.
 *
 * <p>Truths and predictions are class indices; items are clips, and {@link
 * io.argen.evaluate.metric.Groups} says which of them belong to one subject. WAR is accuracy, UAR
 * the mean recall of the classes (as in the DFEW and FERV39k protocols). Intervals: bootstrap over
 * groups (Efron 1979; percentiles expanded for few groups, Hesterberg 2015). Comparisons: paired
 * permutation over groups. Distances of feature sets: KID (Binkowski et al. 2018) and Frechet
 * (Heusel et al. 2017).
 */
@NullMarked
package io.argen.evaluate.metric;

import org.jspecify.annotations.NullMarked;
