package io.argen.affect;

import io.argen.config.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Emotions made of two, after Du, Tao & Martinez 2014 (PNAS 111(15) E1454), table 1: units that
 * nearly all posers share, others by the share of posers. Written from memory of the paper; check
 * there before quoting.
 */
@SuppressWarnings("ImmutableEnumChecker") // toList is immutable.
public enum Compound {
  HAPPILY_SAD("happy sadness", "4 6 12 25 1:30"),
  HAPPILY_SURPRISED("happy surprise", "1 2 12 25 5:64 26:67"),
  HAPPILY_DISGUSTED("happy disgust", "10 12 25 4:32 6:61 9:59"),
  SADLY_FEARFUL("sad fear", "1 4 20 25 2:46 5:24 6:34 15:30"),
  SADLY_ANGRY("sad anger", "4 15 6:26 7:48 11:20 17:50"),
  SADLY_SURPRISED("sad surprise", "1 4 25 26 2:27 6:31"),
  SADLY_DISGUSTED("sad disgust", "4 10 1:49 6:61 9:20 11:35 15:54 17:47 25:43"),
  FEARFULLY_ANGRY("fearful anger", "4 20 25 5:40 7:39 10:30 11:33"),
  FEARFULLY_SURPRISED("fearful surprise", "1 2 5 20 25 4:47 10:35 26:51"),
  FEARFULLY_DISGUSTED("fearful disgust", "1 4 10 20 25 2:64 5:50"),
  ANGRILY_SURPRISED("angry surprise", "4 25 26 5:35 7:50 10:34"),
  ANGRILY_DISGUSTED("angry disgust", "4 10 17 7:60 9:57 24:36"),
  DISGUSTEDLY_SURPRISED("disgusted surprise", "1 2 5 10 4:45 9:37 17:66 24:33"),
  APPALLED("shocked aversion", "4 10 6:25 9:56 17:67 24:36"),
  HATRED("hatred", "4 10 7:57 9:27 17:63 24:37"),
  AWED("awe", "1 2 5 25 4:21 20:62 26:56");

  private final String noun;
  private final List<PrototypeTable.Part> parts;

  Compound(String noun, String row) {
    this.noun = noun;
    this.parts = PrototypeTable.row(row);
  }

  /** As options spell it, for instance {@code happily-sad}. */
  public String key() {
    return Spelling.of(this);
  }

  /** As sentences call it, for instance "happy sadness". */
  String noun() {
    return noun;
  }

  /** Units with the share of posers that show them. */
  public List<PrototypeTable.Part> parts() {
    return parts;
  }

  /** The passage that says it. */
  public String passage() {
    return "compound." + key();
  }

  /** Reads {@link #key}, also with blanks or underscores. */
  public static Optional<Compound> parse(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
  }

  /** All, as options spell them. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Compound::key).toList();
  }
}
