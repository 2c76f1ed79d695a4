/**
 * The main job. In: a long-tailed data set. Out: a plan, its checked clips, a balanced data set.
 */
@NullMarked
package io.argen.augment;

import org.jspecify.annotations.NullMarked;
