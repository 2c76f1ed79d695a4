package io.argen.affect;

import java.util.Locale;

/** What about a face changes how its expressions are seen. */
public enum FaceKind {
  GLASSES("glasses frames lenses", "bent glasses"),
  BEARD("beard facial hair", "smeared beard"),
  MOUSTACHE("moustache hair above the mouth", "smeared moustache"),
  /** Hair over the forehead. */
  FRINGE("fringe bangs forehead", "hair moving with the skin"),
  CHILD("child young skin", "aged skin"),
  OLDER("older aged lines", "smoothed skin");

  private final String words;
  private final String failure;

  FaceKind(String words, String failure) {
    this.words = words;
    this.failure = failure;
  }

  /** As options and passages spell it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to look for in the knowledge. */
  String words() {
    return words;
  }

  /** What goes wrong with such faces in generated clips. */
  String failure() {
    return failure;
  }
}
