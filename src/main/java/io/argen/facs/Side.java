package io.argen.facs;

/** The subject's own side: their left is on the right of the picture. */
public enum Side {
  LEFT,
  RIGHT;

  /** "L" or "R", as in the columns {@code AU12_L_r}. */
  public String letter() {
    return this == LEFT ? "L" : "R";
  }

  public Side opposite() {
    return this == LEFT ? RIGHT : LEFT;
  }
}
