/** The vocabulary of affect: emotions, Action Units (FACS), their sides and intensities. */
@NullMarked
package io.argen.facs;

import org.jspecify.annotations.NullMarked;
