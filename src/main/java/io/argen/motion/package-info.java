/** Facial movement. In: a track gives Action Units; Action Units and a photo give frames. */
@NullMarked
package io.argen.motion;

import org.jspecify.annotations.NullMarked;
