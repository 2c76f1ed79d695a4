package io.argen.clip;

/**
 * What a synthetic clip says of itself, so that nobody takes it for a recording.
 *
 * @param generator what made it, for instance {@code ARGen 0.1.0}; empty for a clip that needs no
 *     mark
 * @param seed the seed it can be made again from
 * @param prompt what was asked for; may be empty
 * @param method how the motion was made
 */
public record ClipMark(String generator, long seed, String prompt, Method method) {

  /** How a synthetic clip's motion was made. */
  public enum Method {
    /** By a trained model. */
    TRAINED("compositeWithTrainedAlgorithmicMedia"),
    /** By hand-made rules. */
    HAND_MADE("compositeSynthetic");

    private static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    private final String term;

    Method(String term) {
      this.term = term;
    }

    /** The IPTC NewsCodes digital source type, a URI. */
    public String digitalSourceType() {
      return VOCABULARY + term;
    }

    static Method ofDigitalSourceType(String uri) {
      return uri.endsWith("/" + TRAINED.term) ? TRAINED : HAND_MADE;
    }
  }

  private static final ClipMark NONE = new ClipMark("", 0, "", Method.HAND_MADE);

  /** For what is no synthetic clip: copies and overlays of real ones, built-in sample data. */
  public static ClipMark none() {
    return NONE;
  }

  /** Whether the clip is to be marked as synthetic. */
  public boolean isSynthetic() {
    return !generator.isEmpty();
  }
}
