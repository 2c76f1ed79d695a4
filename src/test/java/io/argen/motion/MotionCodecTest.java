package io.argen.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.clip.ClipInfo;
import io.argen.clip.Image;
import io.argen.face.FaceMesh;
import io.argen.face.FaceObservation;
import io.argen.face.FaceQuality;
import io.argen.face.FaceTrack;
import io.argen.face.HeadPose;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MotionCodecTest {
  private static final int SIZE = 256;
  private static final ActionUnitBasis BASIS = ActionUnitBasis.fitted();
  private static final MotionCodec CODEC = new MotionCodec(TestNets.canonical(), BASIS);
  private static final float[] REST = TestNets.canonical().points();

  /** A head that nods, comes nearer and smiles; gone in one frame. */
  private static ClipAnalysis clip() {
    MeshMotion motion = new MeshMotion(BASIS, REST);
    List<Double> times = new ArrayList<>();
    List<@Nullable FaceObservation> faces = new ArrayList<>();
    List<@Nullable ActionUnits> units = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      ActionUnits now = ActionUnits.neutral().with(ActionUnit.AU12, Math.max(0, t - 8) / 3f);
      float[] residual = new float[BASIS.residuals()];
      residual[1] = Math.max(0, t - 10) / 10f;
      float[] points = motion.displacement(now.toArray(), residual);
      for (int i = 0; i < points.length; i++) {
        points[i] += REST[i];
      }
      HeadPose pose =
          new HeadPose(0.01 * t, 0.02 - 0.008 * t, 0.004 * t, 128 + t, 126 - t, 0, 7 + 0.05 * t);
      FaceMesh mesh = TestNets.posed(points, pose);
      times.add(t / 25.0);
      faces.add(
          t == 5
              ? null
              : new FaceObservation(
                  mesh.box(), mesh, pose, new FaceQuality(120, 100, 1, 1, 1), null));
      units.add(t == 5 ? null : now);
    }
    ClipInfo info =
        new ClipInfo(Path.of("clip.mp4"), ClipInfo.Kind.VIDEO, SIZE, SIZE, 25, 20, false);
    Neutral neutral = Neutral.typical(TestNets.canonical());
    return new ClipAnalysis(info, new FaceTrack(0, times, faces), neutral, units);
  }

  @Test
  void aHeadKeptNearbyNeverLeavesItsPlaceFartherThanAsked() {
    MotionLatents far = CODEC.encode(clip());
    MotionLatents near = far.nearby(0.5, 0.05);
    for (int t = 0; t < far.frames(); t++) {
      MotionFrame a = far.frame(t);
      MotionFrame b = near.frame(t);
      assertTrue(Math.abs(b.shiftX()) <= 0.5 && Math.abs(b.shiftY()) <= 0.5);
      assertTrue(Math.abs(Math.log(b.scale())) <= 0.05);
      assertEquals(a.yaw(), b.yaw());
      assertArrayEquals(far.units(t), near.units(t));
    }
    assertTrue(Math.abs(far.frame(19).shiftX()) > 0.5);
  }

  @Test
  void decodedPointsLandWhereTheClipHasThem() {
    ClipAnalysis clip = clip();
    MotionLatents latents = CODEC.encode(clip);
    assertEquals(0, latents.reference());
    assertEquals(MotionLatents.FIXED + 24, latents.channels());
    FaceObservation first = observed(clip, 0);
    FaceRenderer renderer = new FaceRenderer(TestNets.canonical(), BASIS);
    FaceRenderer.Session session =
        renderer.prepare(noise(), CODEC.posed(first, CODEC.neutral(clip)));
    Image out = Image.black(SIZE, SIZE);
    for (int t : new int[] {0, 4, 9, 14, 19}) {
      session.render(latents.frame(t), out);
      FaceMesh mesh = observed(clip, t).mesh();
      double error = 0;
      for (int i = 0; i < FaceMesh.POINTS; i++) {
        error +=
            Math.hypot(
                session.placed()[i * 2] - mesh.x(i), session.placed()[i * 2 + 1] - mesh.y(i));
      }
      error /= FaceMesh.POINTS * mesh.interOcularPx();
      assertTrue(error < 0.01, "frame " + t + " is off by " + error + " of the eyes' distance");
    }
  }

  @Test
  void theReferenceComesBackAsItWasEvenIfItIsNotAtRest() {
    ClipAnalysis clip = clip();
    MotionLatents latents = CODEC.encode(clip, 19);
    Image photo = noise();
    MotionCodec.Decoder decoder =
        CODEC.decoder(
            photo,
            CODEC.posed(observed(clip, 19), CODEC.neutral(clip)),
            MotionCodec.Shown.of(latents, 19),
            null);
    Image out = Image.black(SIZE, SIZE);
    decoder.render(latents, 19, out);
    assertArrayEquals(photo.rgb(), out.rgb());
    decoder.render(latents, 2, out);
    assertFalse(java.util.Arrays.equals(photo.rgb(), out.rgb()));
  }

  @Test
  void aSmileIsReadAsASmileAndAMissingFaceKeepsTheLastRow() {
    MotionLatents latents = CODEC.encode(clip());
    int smile = ActionUnits.channel(ActionUnit.AU12, io.argen.facs.Side.LEFT);
    assertEquals(0, latents.row(3)[smile], 0.3);
    assertEquals(11 / 3.0, latents.row(19)[smile], 0.8);
    assertArrayEquals(latents.row(4), latents.row(5));
  }

  @Test
  void latentsAreReadBackAndOtherFilesRefused(@TempDir Path folder) throws IOException {
    MotionLatents latents = CODEC.encode(clip());
    Path file = folder.resolve("motion.safetensors");
    latents.write(file);
    MotionLatents read = MotionLatents.read(file);
    assertEquals(latents.frames(), read.frames());
    assertEquals(latents.names(), read.names());
    assertEquals(latents.channels(), latents.scales().length);
    assertEquals(25, read.frameRateHz(), 1e-6);
    for (int t = 0; t < read.frames(); t++) {
      assertArrayEquals(latents.row(t), read.row(t));
    }
    Files.writeString(file, "{}");
    assertThrows(InputException.class, () -> MotionLatents.read(file));
  }

  private static FaceObservation observed(ClipAnalysis clip, int frame) {
    FaceObservation face = clip.track().observations().get(frame);
    if (face == null) {
      throw new AssertionError("no face in frame " + frame);
    }
    return face;
  }

  private static Image noise() {
    byte[] rgb = new byte[SIZE * SIZE * 3];
    new Random(7).nextBytes(rgb);
    return new Image(SIZE, SIZE, rgb);
  }
}
