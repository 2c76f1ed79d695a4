package io.argen.motion;

import io.argen.face.CanonicalFace;
import io.argen.face.FaceMesh;
import io.argen.face.MeshPoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the renderer moves: the face mesh, and around it rings of points that carry hair, ears and
 * neck and come to rest in the unmoved background.
 */
final class WarpMesh {
  private final int[] triangles;
  private final boolean[] opening;
  private final int skinTriangles;

  WarpMesh(CanonicalFace face) {
    int[] skin = face.triangles();
    int[] oval = MeshPoints.oval();
    List<int[]> all = new ArrayList<>();
    for (int t = 0; t < skin.length; t += 3) {
      all.add(new int[] {skin[t], skin[t + 1], skin[t + 2]});
    }
    for (int ring = 0; ring < HeadShell.SIZE.length; ring++) {
      for (int i = 0; i < oval.length; i++) {
        int next = (i + 1) % oval.length;
        int inner = ring == 0 ? oval[i] : ringPoint(ring - 1, i);
        int innerNext = ring == 0 ? oval[next] : ringPoint(ring - 1, next);
        all.add(new int[] {inner, innerNext, ringPoint(ring, i)});
        all.add(new int[] {innerNext, ringPoint(ring, next), ringPoint(ring, i)});
      }
    }
    triangles = all.stream().flatMapToInt(java.util.Arrays::stream).toArray();
    skinTriangles = skin.length / 3;
    opening = openings(skin.length / 3);
  }

  /** Triangles that span the eyes or the mouth: no skin, drawn by layers of their own. */
  private boolean[] openings(int skinTriangles) {
    List<Set<Integer>> holes =
        List.of(
            setOf(MeshPoints.lidsPictureLeft()),
            setOf(MeshPoints.lidsPictureRight()),
            setOf(MeshPoints.innerLips()));
    boolean[] result = new boolean[triangles.length / 3];
    for (int t = 0; t < skinTriangles; t++) {
      for (Set<Integer> hole : holes) {
        result[t] |=
            hole.contains(triangles[t * 3])
                && hole.contains(triangles[t * 3 + 1])
                && hole.contains(triangles[t * 3 + 2]);
      }
    }
    return result;
  }

  private static Set<Integer> setOf(int[] points) {
    Set<Integer> set = new HashSet<>();
    for (int p : points) {
      set.add(p);
    }
    return set;
  }

  /** Face points and ring points. */
  static int points() {
    return FaceMesh.POINTS + HeadShell.SIZE.length * MeshPoints.oval().length;
  }

  static int ringPoint(int ring, int i) {
    return FaceMesh.POINTS + ring * MeshPoints.oval().length + i;
  }

  /** Live array, three points a triangle; skin first, then rings from the inside out. */
  int[] triangles() {
    return triangles;
  }

  /** How many triangles are skin; rings come after them. */
  int skinTriangles() {
    return skinTriangles;
  }

  /** Whether a triangle spans an eye or the mouth. */
  boolean isOpening(int triangle) {
    return opening[triangle];
  }
}
