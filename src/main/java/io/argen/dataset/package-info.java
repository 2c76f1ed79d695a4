/**
 * Corpora of labelled clips. In: class folders or metadata files. Out: samples with label, subject
 * and split.
 */
@NullMarked
package io.argen.dataset;

import org.jspecify.annotations.NullMarked;
