package io.argen.recognize;

/** The mesh points a recogniser reads, each with its mirror image: pairs first, then the middle. */
final class FacePoints {
  private static final int[][] PAIRS = {
    // Outer lips.
    {61, 291},
    {146, 375},
    {91, 321},
    {181, 405},
    {84, 314},
    {185, 409},
    {40, 270},
    {39, 269},
    {37, 267},
    // Inner lips.
    {78, 308},
    {95, 324},
    {88, 318},
    {178, 402},
    {87, 317},
    {191, 415},
    {80, 310},
    {81, 311},
    {82, 312},
    // Eyes.
    {33, 263},
    {7, 249},
    {163, 390},
    {144, 373},
    {145, 374},
    {153, 380},
    {154, 381},
    {155, 382},
    {133, 362},
    {173, 398},
    {157, 384},
    {158, 385},
    {159, 386},
    {160, 387},
    {161, 388},
    {246, 466},
    // Brows.
    {70, 300},
    {63, 293},
    {105, 334},
    {66, 296},
    {107, 336},
    {55, 285},
    {65, 295},
    {52, 282},
    {53, 283},
    {46, 276},
    // Nose, cheeks, jaw, folds beside the mouth.
    {98, 327},
    {48, 278},
    {64, 294},
    {49, 279},
    {50, 280},
    {205, 425},
    {101, 330},
    {117, 346},
    {36, 266},
    {187, 411},
    {118, 347},
    {119, 348},
    {148, 377},
    {176, 400},
    {136, 365},
    {172, 397},
    {150, 379},
    {149, 378},
    {203, 423},
    {206, 426},
    {216, 436},
    {212, 432},
  };

  private static final int[] MIDDLE = {
    17, 0, 14, 13, 1, 2, 4, 5, 195, 197, 6, 168, 152, 200, 199, 175
  };

  /** How many there are. */
  static final int COUNT = 2 * PAIRS.length + MIDDLE.length;

  private FacePoints() {}

  /** The mesh's number of a point. */
  static int mesh(int point) {
    return point < 2 * PAIRS.length
        ? PAIRS[point / 2][point % 2]
        : MIDDLE[point - 2 * PAIRS.length];
  }

  /** The point on the other side; a point of the middle is its own. */
  static int mirror(int point) {
    return point < 2 * PAIRS.length ? point ^ 1 : point;
  }
}
