package io.argen.face;

/** Groups of the 468 mesh points, in MediaPipe's numbering (its attention mesh graph). */
public final class MeshPoints {
  private MeshPoints() {}

  /** The lip branch's points: four rings, each lower (corner to corner) then upper. */
  static final int[] LIPS = {
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78,
    95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77,
    90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96, 89,
    179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407
  };

  /** The eye branch's points for the eye on the picture's left: lids, halos, brow. */
  static final int[] EYE_PICTURE_LEFT = {
    33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24,
    23, 22, 26, 112, 243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244,
    113, 225, 224, 223, 222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121,
    128, 245, 156, 70, 63, 105, 66, 107, 55, 193
  };

  /** The same for the eye on the picture's right, in the same order. */
  static final int[] EYE_PICTURE_RIGHT = {
    263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339,
    254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451,
    452, 453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346,
    347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336, 285, 417
  };

  /** Outer corner, lower lid, inner corner, upper lid: a closed ring; the picture's left eye. */
  static final int[] LIDS_PICTURE_LEFT = {
    33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246
  };

  /** The same ring of the picture's right eye. */
  static final int[] LIDS_PICTURE_RIGHT = {
    263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466
  };

  /** The face's outline, clockwise from the top of the forehead. */
  static final int[] OVAL = {
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
  };

  /** The inner edge of the lips, a closed ring: upper from the picture's left, then lower. */
  static final int[] INNER_LIPS = {
    78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95
  };

  /** Points that hardly move when the face does: for the pose of the skull. */
  static final int[] RIGID = {
    10, 151, 9, 8, 168, 6, 197, 195, 5, 4, 1, 127, 356, 234, 454, 33, 133, 263, 362, 21, 251, 54,
    284
  };

  public static int[] lidsPictureLeft() {
    return LIDS_PICTURE_LEFT.clone();
  }

  public static int[] lidsPictureRight() {
    return LIDS_PICTURE_RIGHT.clone();
  }

  public static int[] oval() {
    return OVAL.clone();
  }

  public static int[] innerLips() {
    return INNER_LIPS.clone();
  }

  public static int[] lips() {
    return LIPS.clone();
  }

  public static int[] rigid() {
    return RIGID.clone();
  }
}
