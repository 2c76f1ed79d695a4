/** What is seen when lips part: the opening, a built-in model, another frame's own mouth. */
@NullMarked
package io.argen.motion.mouth;

import org.jspecify.annotations.NullMarked;
