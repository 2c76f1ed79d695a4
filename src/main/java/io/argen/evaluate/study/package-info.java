/**
 * The study: recognisers trained with and without synthetic clips, on people they are not tested
 * on, and what the difference is worth.
 */
@NullMarked
package io.argen.evaluate.study;

import org.jspecify.annotations.NullMarked;
