package io.argen.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.facs.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LabelCheckTest {
  private static final int FRAMES = 16;

  @Test
  void whatWasAskedAndMeasuredPasses() {
    List<ActionUnits> asked = rise(ActionUnit.AU12, 3);
    LabelCheck.Verdict verdict = check(Emotion.HAPPINESS, asked, findings(asked, 0.9));
    assertTrue(verdict.passed(), verdict.reason());
    assertEquals(1, verdict.scores().auAgreement(), 1e-6);
  }

  @Test
  void halfTheHeightStillAgreesAndATenthDoesNot() {
    List<ActionUnits> asked = rise(ActionUnit.AU12, 4);
    assertEquals(
        1,
        LabelCheck.agreement(Optional.of(Emotion.HAPPINESS), asked, rise(ActionUnit.AU12, 2)),
        1e-6);
    assertEquals(
        0.2,
        LabelCheck.agreement(Optional.of(Emotion.HAPPINESS), asked, rise(ActionUnit.AU12, 0.4f)),
        1e-6);
  }

  @Test
  void otherMovementThanAskedIsRefused() {
    LabelCheck.Verdict verdict =
        check(Emotion.HAPPINESS, rise(ActionUnit.AU12, 3), findings(rise(ActionUnit.AU04, 3), 0.9));
    assertTrue(verdict.reason().contains("not measured"), verdict.reason());
  }

  @Test
  void aFrameWithoutAFaceIsRefused() {
    List<@Nullable ActionUnits> measured = new ArrayList<>(rise(ActionUnit.AU12, 3));
    measured.set(3, null);
    Findings findings = new Findings(measured, 0.9, 0.6, Map.of(), Map.of());
    LabelCheck.Verdict verdict = check(Emotion.HAPPINESS, rise(ActionUnit.AU12, 3), findings);
    assertEquals("a face in 15 of 16 frames", verdict.reason());
  }

  @Test
  void anotherPersonIsRefused() {
    List<ActionUnits> asked = rise(ActionUnit.AU12, 3);
    LabelCheck.Verdict verdict = check(Emotion.HAPPINESS, asked, findings(asked, 0.5));
    assertTrue(verdict.reason().contains("not the same person"), verdict.reason());
  }

  @Test
  void aSureAndNewOtherEmotionIsRefusedButNotOneTheFaceHadBefore() {
    List<ActionUnits> asked = rise(ActionUnit.AU15, 3);
    Map<Emotion, Double> happy = Map.of(Emotion.HAPPINESS, 0.95, Emotion.SADNESS, 0.01);
    Map<Emotion, Double> calm = Map.of(Emotion.NEUTRAL, 0.9);
    Findings turned = new Findings(asked, 0.9, 0.6, calm, happy);
    Findings always = new Findings(asked, 0.9, 0.6, happy, happy);
    assertTrue(
        check(Emotion.SADNESS, asked, turned).reason().contains("sees happiness"),
        check(Emotion.SADNESS, asked, turned).reason());
    assertTrue(check(Emotion.SADNESS, asked, always).passed());
  }

  @Test
  void fearTakenForSurpriseIsNoContradiction() {
    List<ActionUnits> asked = rise(ActionUnit.AU05, 3);
    Map<Emotion, Double> surprised = Map.of(Emotion.SURPRISE, 0.97, Emotion.FEAR, 0.01);
    assertTrue(
        check(Emotion.FEAR, asked, new Findings(asked, 0.9, 0.6, Map.of(), surprised)).passed());
  }

  @Test
  void contemptIsRefusedOnTheWrongSideOnly() {
    List<ActionUnits> left = oneSided(Side.LEFT);
    List<ActionUnits> right = oneSided(Side.RIGHT);
    assertTrue(check(Emotion.CONTEMPT, left, findings(left, 0.9)).passed());
    assertTrue(check(Emotion.CONTEMPT, left, findings(right, 0.9)).reason().contains("wrong side"));
  }

  @Test
  void aNeutralClipMayBlinkButNotSmile() {
    List<ActionUnits> still = rise(ActionUnit.AU45, 0);
    assertTrue(check(Emotion.NEUTRAL, still, findings(rise(ActionUnit.AU45, 5), 0.9)).passed());
    assertTrue(!check(Emotion.NEUTRAL, still, findings(rise(ActionUnit.AU12, 4), 0.9)).passed());
  }

  @Test
  void agreementLiesBetweenZeroAndOneWhateverIsMeasured() {
    java.util.Random random = new java.util.Random(5);
    for (int n = 0; n < 200; n++) {
      List<ActionUnits> a = noise(random);
      List<ActionUnits> m = noise(random);
      double agreement = LabelCheck.agreement(Optional.of(Emotion.FEAR), a, m);
      assertTrue(agreement >= 0 && agreement <= 1, "agreement " + agreement);
    }
  }

  private static List<ActionUnits> noise(java.util.Random random) {
    List<ActionUnits> frames = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      float[] values = new float[ActionUnits.CHANNELS];
      for (int k = 0; k < values.length; k++) {
        values[k] = random.nextFloat() * 5;
      }
      frames.add(ActionUnits.of(values));
    }
    return frames;
  }

  private static LabelCheck.Verdict check(
      Emotion emotion, List<ActionUnits> asked, Findings findings) {
    return LabelCheck.check(Optional.of(emotion), asked, findings);
  }

  private static Findings findings(List<ActionUnits> measured, double identity) {
    return new Findings(measured, identity, 0.6, Map.of(), Map.of());
  }

  private static List<ActionUnits> rise(ActionUnit unit, float peak) {
    List<ActionUnits> frames = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      frames.add(ActionUnits.neutral().with(unit, peak * t / (FRAMES - 1)));
    }
    return frames;
  }

  private static List<ActionUnits> oneSided(Side side) {
    List<ActionUnits> frames = new ArrayList<>();
    for (ActionUnits frame : rise(ActionUnit.AU14, 3)) {
      frames.add(frame.with(ActionUnit.AU14, side.opposite(), 0));
    }
    return frames;
  }
}
