/** Measures of what was generated. */
@NullMarked
package io.argen.evaluate;

import org.jspecify.annotations.NullMarked;
