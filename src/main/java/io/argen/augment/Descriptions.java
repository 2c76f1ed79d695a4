package io.argen.augment;

import io.argen.affect.AffectPrompt;
import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.Knowledge;
import io.argen.affect.PromptRequest;
import io.argen.affect.PromptWriter;
import io.argen.affect.Timing;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.MotionRequest.Phase;
import io.argen.run.Seeds;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has every clip to make described; the same item always gets the same words. */
final class Descriptions {
  private static final Descriptions COMPOSED =
      new Descriptions(new ComposedPromptWriter(Knowledge.builtIn()));

  private final PromptWriter writer;

  Descriptions(PromptWriter writer) {
    this.writer = writer;
  }

  /** Over ARGen's own knowledge, without a network. */
  static Descriptions composed() {
    return COMPOSED;
  }

  /** What a clip will show. */
  AffectPrompt of(
      String label, @Nullable Emotion emotion, ActionUnits asked, ClipLook look, long seed) {
    return writer.write(
        PromptRequest.of(label, emotion, asked, Seeds.derive(seed, "prompt"))
            .withTiming(timing(look)));
  }

  /** The description of an item, with its evidence, as the plan had it. */
  AffectPrompt of(PlanItem item) {
    Emotion emotion = Optional.ofNullable(item.emotion()).flatMap(Emotion::parse).orElse(null);
    return of(item.label(), emotion, item.asked(), item.look(), item.seed());
  }

  /** Known beforehand only for clips that end at the apex: their onset fills three quarters. */
  private static @Nullable Timing timing(ClipLook look) {
    int n = look.numFrames();
    return look.phase() == Phase.TO_APEX && n > 1
        ? new Timing(0, (int) Math.round(0.75 * (n - 1)), n, n, look.frameRateHz())
        : null;
  }
}
