package io.argen.evaluate;

/**
 * Something about a data set that its user should know.
 *
 * @param kind what: see {@link Kind}
 * @param path the clip or list entry, or the set's own path
 * @param detail one sentence, with the cure where there is one
 */
public record DataFinding(Kind kind, String path, String detail) {
  /** Kinds of findings, in the order in which they are told. */
  public enum Kind {
    /** Listed or found, but left out: missing, empty, of another kind, a bad row. */
    LEFT_OUT(true),
    /** The clip cannot be decoded. */
    UNREADABLE(true),
    /** The container promises more frames than can be read. */
    CUT_SHORT(true),
    /** A folder of frames whose numbers have gaps, or occur twice. */
    FRAME_NUMBERS(true),
    /** Another number of frames than the set's table says. */
    FRAME_COUNT(true),
    /** One person in several splits. */
    SUBJECT_LEAK(true),
    /** The same content in several splits. */
    CONTENT_LEAK(true),
    /** The same content with different labels. */
    LABEL_CONFLICT(true),
    /** The same content twice in one class and split. */
    DUPLICATE(true),
    /** No face in the frame looked at. */
    NO_FACE(true),
    /** A face too small to measure. */
    SMALL_FACE(true),
    /** Nearly the same face in several splits of a set that names nobody. */
    LOOK_ALIKE(false),
    /** A clip on disk that no list names. */
    EXTRA(false),
    /** What reading the set had to say. */
    NOTE(false);

    private final boolean fault;

    Kind(boolean fault) {
      this.fault = fault;
    }

    /** Whether it should be mended before training on the set. */
    public boolean fault() {
      return fault;
    }
  }
}
