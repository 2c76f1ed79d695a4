package io.argen.motion.learn;

import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.Knowledge;
import io.argen.affect.PromptRequest;
import io.argen.affect.PromptWriter;
import io.argen.affect.Timing;
import io.argen.run.Seeds;

/** Descriptions as {@code describe} and {@code augment} write them. */
public final class ComposedDescriber implements MotionDescriber {
  private final PromptWriter writer = new ComposedPromptWriter(Knowledge.builtIn());

  @Override
  public String describe(MotionScript script, long seed) {
    int onset = within(script.beginFrame(), 0);
    int apex = within(script.apexFrame(), onset);
    int offset = within(script.fallFrame(), apex);
    Timing timing = new Timing(onset, apex, offset, MotionScript.FRAMES, MotionScript.RATE_HZ);
    String label = script.emotion().map(e -> e.label()).orElse("expression");
    return writer
        .write(
            PromptRequest.of(label, script.emotion().orElse(null), script.apex(), seed)
                .withTiming(timing))
        .text();
  }

  private static int within(int frame, int least) {
    return Math.max(least, Math.min(MotionScript.FRAMES, frame));
  }

  /** One of two describers for each script, by chance. */
  static MotionDescriber either(MotionDescriber one, MotionDescriber other) {
    return (script, seed) ->
        Seeds.generator(Seeds.derive(seed, "describer")).nextBoolean()
            ? one.describe(script, seed)
            : other.describe(script, seed);
  }
}
