/**
 * What moving skin shows beyond its motion: furrows and bulges, shaded under the photo's own light,
 * and things worn on it that do not bend.
 *
 * <p>In: a photo, its mesh and pose. Out: brightness factors in the photo's own pixels for every
 * Action Unit, and a mask of what is rigid. Which unit folds the skin where: Ekman, Friesen & Hager
 * 2002.
 */
@NullMarked
package io.argen.motion.skin;

import org.jspecify.annotations.NullMarked;
