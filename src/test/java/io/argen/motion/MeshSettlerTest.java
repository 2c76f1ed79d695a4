package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.ClipInfo;
import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.FaceTrack;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeshSettlerTest {
  private static final int SIDE = 256;
  private static final double TILT = Math.toRadians(2.5);

  @Test
  void aTiltThatThePictureDoesNotShowIsTakenOut(@TempDir Path folder) throws IOException {
    FaceCrop person = person(folder);
    Path frames = Files.createDirectory(folder.resolve("clip"));
    List<Double> times = new ArrayList<>();
    List<@Nullable FaceObservation> faces = new ArrayList<>();
    List<@Nullable ActionUnits> units = new ArrayList<>();
    FaceMesh mesh = person.face().mesh();
    for (int t = 0; t < 3; t++) {
      Stills.writePng(frames.resolve("f" + t + ".png"), person.image());
      times.add(t / 25.0);
      faces.add(observed(person.face(), t == 0 ? mesh : tilted(mesh)));
      units.add(ActionUnits.neutral());
    }
    ClipInfo info =
        new ClipInfo(frames, ClipInfo.Kind.FRAME_FOLDER, SIDE, SIDE, 25, faces.size(), false);
    ClipAnalysis clip =
        new ClipAnalysis(
            info, new FaceTrack(0, times, faces), Neutral.typical(TestNets.canonical()), units);
    ClipAnalysis settled = new MeshSettler(TestNets.canonical()).settle(clip);
    double before = apart(mesh, tilted(mesh));
    double after = apart(mesh, mesh(settled, 1));
    assertTrue(after < 0.3 * before, after + " px left of " + before);
    assertEquals(mesh, mesh(settled, 0));
    assertEquals(mesh(settled, 1), mesh(settled, 2));
  }

  @Test
  void aSmoothDisplacementIsFoundAgain() {
    float[] fixed = texture(0, 0);
    float[] moving = texture(3, -2);
    float[] mask = new float[SIDE * SIDE];
    java.util.Arrays.fill(mask, 1);
    PictureRegistration registration = new PictureRegistration(SIDE);
    registration.find(fixed, moving, mask);
    assertEquals(3, registration.dx(128, 128), 0.3);
    assertEquals(-2, registration.dy(128, 128), 0.3);
    assertTrue(registration.after() > 0.98, "correlation " + registration.after());
    registration.find(fixed, fixed, mask);
    assertEquals(0, registration.dx(90, 170), 1e-3);
  }

  /** Blobs, moved. */
  private static float[] texture(double dx, double dy) {
    float[] picture = new float[SIDE * SIDE];
    Random random = new Random(4);
    for (int blob = 0; blob < 250; blob++) {
      double cx = random.nextDouble() * SIDE + dx;
      double cy = random.nextDouble() * SIDE + dy;
      double height = random.nextGaussian() * 60;
      for (int y = Math.max(0, (int) cy - 20); y < Math.min(SIDE, cy + 20); y++) {
        for (int x = Math.max(0, (int) cx - 20); x < Math.min(SIDE, cx + 20); x++) {
          double square = (x - cx) * (x - cx) + (y - cy) * (y - cy);
          picture[y * SIDE + x] += (float) (height * Math.exp(-square / 60));
        }
      }
    }
    return picture;
  }

  private static FaceCrop person(Path folder) throws IOException {
    Path file = folder.resolve("person.jpg");
    try (InputStream in = MeshSettlerTest.class.getResourceAsStream("/io/argen/sample/p01.jpg")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    Image image = Stills.read(file);
    FaceObservation face = new FaceObserver(TestNets.nets(), false).largest(image).orElseThrow();
    return FaceCrop.square(image, face, SIDE, TestNets.canonical());
  }

  private static FaceObservation observed(FaceObservation face, FaceMesh mesh) {
    return new FaceObservation(mesh.box(), mesh, face.pose(), face.quality(), null);
  }

  private static FaceMesh tilted(FaceMesh mesh) {
    return new FaceMesh(tilted(mesh.pointArray(), mesh), tilted(mesh.irisArray(), mesh));
  }

  private static float[] tilted(float[] points, FaceMesh mesh) {
    for (int i = 0; i < points.length; i += 3) {
      double x = points[i] - mesh.x(4);
      double y = points[i + 1] - mesh.y(4);
      points[i] = (float) (mesh.x(4) + Math.cos(TILT) * x - Math.sin(TILT) * y);
      points[i + 1] = (float) (mesh.y(4) + Math.sin(TILT) * x + Math.cos(TILT) * y);
    }
    return points;
  }

  private static FaceMesh mesh(ClipAnalysis clip, int frame) {
    return Objects.requireNonNull(clip.track().observations().get(frame)).mesh();
  }

  private static double apart(FaceMesh a, FaceMesh b) {
    double sum = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      sum += Math.hypot(a.x(i) - b.x(i), a.y(i) - b.y(i));
    }
    return sum / FaceMesh.POINTS;
  }
}
