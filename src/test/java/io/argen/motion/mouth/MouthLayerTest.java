package io.argen.motion.mouth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.MeshPoints;
import io.argen.face.TestNets;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.AusParser;
import io.argen.motion.FaceCrop;
import io.argen.motion.FaceRenderer;
import io.argen.motion.MotionFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MouthLayerTest {
  private static final int SIZE = 256;
  private static final MotionFrame WIDE = MotionFrame.of(AusParser.parse("26=5,25=4"));

  private final FaceRenderer renderer =
      new FaceRenderer(TestNets.canonical(), ActionUnitBasis.anatomical(TestNets.canonical()));
  private final FaceObserver observer = new FaceObserver(TestNets.nets(), false);
  private final Image out = Image.black(SIZE, SIZE);
  private FaceCrop person;

  @BeforeEach
  void somebody(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("person.jpg");
    try (InputStream in = MouthLayerTest.class.getResourceAsStream("/io/argen/sample/p01.jpg")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    Image image = Stills.read(file);
    person =
        FaceCrop.square(image, observer.largest(image).orElseThrow(), SIZE, TestNets.canonical());
  }

  @Test
  void anOpenMouthIsDarkInTheMiddleAndHasTeethAbove() {
    renderer.prepare(person.image(), person.face()).render(WIDE, out);
    FaceObservation seen = observer.largest(out).orElseThrow();
    int x = Math.round((seen.mesh().x(13) + seen.mesh().x(14)) / 2);
    int top = Math.round(seen.mesh().y(13));
    int bottom = Math.round(seen.mesh().y(14));
    assertTrue(bottom - top > 10, "opened by " + (bottom - top));
    int brightest = 0;
    int darkest = 255;
    for (int y = top; y < bottom; y++) {
      int green = out.rgb()[(y * SIZE + x + 2) * 3 + 1] & 0xff;
      brightest = Math.max(brightest, green);
      darkest = Math.min(darkest, green);
    }
    assertTrue(darkest < 60 && brightest > 110, darkest + " to " + brightest);
  }

  @Test
  void teethAreDarkerBesideEachOtherAndTowardTheBack() {
    for (ToothRow row : List.of(ToothRow.upper(0.05), ToothRow.lower(0.05))) {
      double[] shade = new double[481];
      for (int i = 0; i < shade.length; i++) {
        row.look((i - 240) * 0.01, 0.35);
        assertTrue(row.tooth() > 0.9, "no tooth at " + i);
        shade[i] = row.shade();
      }
      int gaps = 0;
      for (int i = 1; i + 1 < shade.length; i++) {
        gaps += shade[i] < shade[i - 1] && shade[i] <= shade[i + 1] ? 1 : 0;
      }
      assertTrue(gaps >= 7, gaps + " gaps");
      row.look(0.4, 0.35);
      double front = row.shade();
      row.look(2.5, 0.35);
      assertTrue(row.shade() < 0.75 * front, row.shade() + " against " + front);
    }
  }

  @Test
  void gumStandsAboveTeethAndBetweenTheirNecks() {
    ToothRow row = ToothRow.upper(0.03);
    row.look(0.42, 0.7);
    assertEquals(0, row.gum(), 0.01);
    row.look(0.42, 1.3);
    assertEquals(1, row.gum(), 0.01);
    row.look(0.83, 0.9);
    assertTrue(row.gum() > 0.5, "no gum between two necks: " + row.gum());
  }

  @Test
  void theCornersOfASmileAreNoDarkerThanItsCavity() {
    renderer
        .prepare(person.image(), person.face())
        .render(MotionFrame.of(AusParser.parse("12=5,25=3")), out);
    FaceObservation seen = observer.largest(out).orElseThrow();
    for (int corner : new int[] {78, 308}) {
      int x = Math.round(seen.mesh().x(corner));
      int y = Math.round(seen.mesh().y(corner));
      int red = out.rgb()[(y * SIZE + x) * 3] & 0xff;
      assertTrue(red > 60, "black corner: " + red);
    }
  }

  @Test
  void whatAnotherFrameShowsInTheMouthIsShownAgain() {
    renderer.prepare(person.image(), person.face()).render(WIDE, out);
    FaceObservation seen = observer.largest(out).orElseThrow();
    assertEquals(0, greens(out));
    Image painted = new Image(SIZE, SIZE, out.rgb().clone());
    paint(painted, seen);
    OpenMouth open = new OpenMouth(painted, seen);
    assertTrue(open.gap() > OpenMouth.LEAST_GAP_CM);
    int all = greens(painted);
    renderer.prepare(person.image(), person.face(), open).render(WIDE, out);
    assertTrue(greens(out) > 0.6 * all, greens(out) + " of " + all);
  }

  @Test
  void closedLipsShowNothing() {
    renderer.prepare(person.image(), person.face()).render(WIDE, out);
    FaceObservation seen = observer.largest(out).orElseThrow();
    Image painted = new Image(SIZE, SIZE, out.rgb().clone());
    paint(painted, seen);
    renderer
        .prepare(person.image(), person.face(), new OpenMouth(painted, seen))
        .render(MotionFrame.of(AusParser.parse("15=3,4=4")), out);
    assertEquals(0, greens(out));
  }

  private static void paint(Image image, FaceObservation face) {
    int[] lips = MeshPoints.innerLips();
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        boolean inside = false;
        for (int i = 0, j = lips.length - 1; i < lips.length; j = i++) {
          float yi = face.mesh().y(lips[i]);
          float yj = face.mesh().y(lips[j]);
          float xi = face.mesh().x(lips[i]);
          float xj = face.mesh().x(lips[j]);
          if (yi > y != yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
            inside = !inside;
          }
        }
        if (inside) {
          int at = (y * SIZE + x) * 3;
          image.rgb()[at] = 0;
          image.rgb()[at + 1] = (byte) 255;
          image.rgb()[at + 2] = 0;
        }
      }
    }
  }

  private static int greens(Image image) {
    int n = 0;
    for (int at = 0; at < image.rgb().length; at += 3) {
      int red = image.rgb()[at] & 0xff;
      int green = image.rgb()[at + 1] & 0xff;
      n += green > 120 && green > 2 * red ? 1 : 0;
    }
    return n;
  }
}
