package io.argen.affect;

/** What about a face changes how its expressions are seen. */
public enum FaceKind {
  GLASSES,
  BEARD,
  /** Hair over the forehead. */
  FRINGE,
  CHILD,
  OLDER
}
