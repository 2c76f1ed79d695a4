package io.argen.cli;

import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code analyze} says of one clip.
 *
 * @param id the stem of its files
 * @param path where the clip lies
 * @param csv the table of all frames
 * @param safetensors the arrays; null if there is no face
 * @param overlay the clip with the measurements drawn onto it; null if not asked for
 * @param crops the folder of faces; null if not asked for
 * @param frames frames in the clip
 * @param faceFrames frames in which the first face was found
 * @param faces faces followed
 * @param seconds wall-clock time this clip took
 * @param framesPerSecond frames over seconds
 * @param topActionUnits the strongest of the first face, by their greatest value over the clip
 * @param expression the first face's expression by the mean probability over the clip; null if
 *     there is none
 */
record AnalyzedClip(
    String id,
    String path,
    String csv,
    @Nullable String safetensors,
    @Nullable String overlay,
    @Nullable String crops,
    int frames,
    int faceFrames,
    int faces,
    double seconds,
    double framesPerSecond,
    SortedMap<String, Float> topActionUnits,
    @Nullable String expression) {
  /** One line for the user. */
  String text() {
    String measured =
        faces == 0
            ? "no face found"
            : String.format(
                Locale.ROOT,
                "face in %d%s, %s, %s",
                faceFrames,
                faces > 1 ? " (" + faces + " faces)" : "",
                Measures.text(topActionUnits),
                expression);
    return String.format(
        Locale.ROOT,
        "%s: %d frame%s, %s; %.1f s, %.0f frames/s",
        path,
        frames,
        frames == 1 ? "" : "s",
        measured,
        seconds,
        framesPerSecond);
  }
}
