package io.argen.recognize;

/** What a recogniser of one kind reads of a clip: a row a frame that shows the face. */
public sealed interface ClipInput permits ClipFeatures, ClipCrops {
  /** Rows. */
  int frames();

  /** Which frame of the clip a row is of, from 0. */
  int frameNumber(int row);

  /** The rows from one to before another. */
  ClipInput part(int from, int to);
}
