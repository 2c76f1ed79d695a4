/** A run on disk and on screen: resumable work items, provenance, progress, errors for the user. */
@NullMarked
package io.argen.run;

import org.jspecify.annotations.NullMarked;
