package io.argen.affect;

/** How an expression comes about. */
public enum Manner {
  POSED,
  SPONTANEOUS,
  /** Not known; then nothing is said. */
  UNSTATED
}
