/**
 * Faces in frames. In: frames. Out: mesh, head pose, expression scores, identity, followed through
 * the clip.
 */
@NullMarked
package io.argen.face;

import org.jspecify.annotations.NullMarked;
