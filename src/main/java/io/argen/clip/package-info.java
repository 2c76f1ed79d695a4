/**
 * Pictures in time. In: video files, GIFs, frame folders, stills. Out: upright RGB frames with
 * timestamps, streamed; and back.
 */
@NullMarked
package io.argen.clip;

import org.jspecify.annotations.NullMarked;
