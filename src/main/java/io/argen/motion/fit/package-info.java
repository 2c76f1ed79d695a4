/**
 * Learning how faces move. In: tracked clips of several people; out: a basis without a person's
 * shape.
 */
@NullMarked
package io.argen.motion.fit;

import org.jspecify.annotations.NullMarked;
