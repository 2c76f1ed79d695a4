/**
 * The real {@link io.argen.augment.FaceStudio}. In: a real clip and a planned item. Out: a photo
 * animated by Action Units in the item's look, and what the nets measure on it.
 */
@NullMarked
package io.argen.augment.studio;

import org.jspecify.annotations.NullMarked;
