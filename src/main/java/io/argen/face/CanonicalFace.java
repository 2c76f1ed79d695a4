package io.argen.face;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.argen.run.ArgenException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * MediaPipe's canonical face: 468 points in centimetres (x to the picture's right, y up, z toward
 * the camera), 898 triangles, texture coordinates.
 */
public final class CanonicalFace {
  private static final int VERTEX = 5;

  private final float[] points;
  private final float[] uv;
  private final int[] triangles;

  private CanonicalFace(float[] points, float[] uv, int[] triangles) {
    this.points = points;
    this.uv = uv;
    this.triangles = triangles;
  }

  public static CanonicalFace load(ModelStore store) {
    try {
      return parse(store.canonicalFace());
    } catch (IOException e) {
      throw new ArgenException("the canonical face cannot be read: " + e.getMessage(), e);
    }
  }

  /** The geometry metadata holds one mesh message: vertex buffer (field 3), indices (field 4). */
  private static CanonicalFace parse(byte[] bytes) throws IOException {
    CodedInputStream outer = CodedInputStream.newInstance(bytes);
    outer.readTag();
    CodedInputStream in = outer.readBytes().newCodedInput();
    List<Float> vertices = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      int type = WireFormat.getTagWireType(tag);
      if (field == 3 && type == WireFormat.WIRETYPE_FIXED32) {
        vertices.add(in.readFloat());
      } else if (field == 4 && type == WireFormat.WIRETYPE_VARINT) {
        indices.add(in.readUInt32());
      } else {
        in.skipField(tag);
      }
    }
    if (vertices.size() != FaceMesh.POINTS * VERTEX || indices.size() != 898 * 3) {
      throw new IOException(
          "expected 468 vertices and 898 triangles, got "
              + vertices.size() / VERTEX
              + " and "
              + indices.size() / 3);
    }
    float[] points = new float[FaceMesh.POINTS * 3];
    float[] uv = new float[FaceMesh.POINTS * 2];
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      for (int c = 0; c < 3; c++) {
        points[i * 3 + c] = vertices.get(i * VERTEX + c);
      }
      uv[i * 2] = vertices.get(i * VERTEX + 3);
      uv[i * 2 + 1] = vertices.get(i * VERTEX + 4);
    }
    return new CanonicalFace(points, uv, indices.stream().mapToInt(Integer::intValue).toArray());
  }

  public float x(int point) {
    return points[point * 3];
  }

  public float y(int point) {
    return points[point * 3 + 1];
  }

  public float z(int point) {
    return points[point * 3 + 2];
  }

  /** A fresh copy, {@code [468 * 3]} cm. */
  public float[] points() {
    return points.clone();
  }

  /** A fresh copy, {@code [468 * 2]}, 0-1, v upward. */
  public float[] uv() {
    return uv.clone();
  }

  /** A fresh copy, {@code [898 * 3]} point indices. */
  public int[] triangles() {
    return triangles.clone();
  }

  /** The point on the other side of the face for each point: its nearest mirror image. */
  public int[] mirror() {
    int[] mirror = new int[FaceMesh.POINTS];
    for (int i = 0; i < mirror.length; i++) {
      double nearest = Double.MAX_VALUE;
      for (int j = 0; j < mirror.length; j++) {
        double d = Math.pow(x(i) + x(j), 2) + Math.pow(y(i) - y(j), 2) + Math.pow(z(i) - z(j), 2);
        if (d < nearest) {
          nearest = d;
          mirror[i] = j;
        }
      }
    }
    return mirror;
  }
}
