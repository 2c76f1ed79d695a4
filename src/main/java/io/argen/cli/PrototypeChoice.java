package io.argen.cli;

import io.argen.affect.Compound;
import io.argen.affect.PrototypeTable;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.EmotionPrototypes;
import io.argen.run.Seeds;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which table says what Action Units an emotion has. */
final class PrototypeChoice {
  /** For verbs that show one expression. */
  static final class WithCompounds {
    @Option(
        names = "--compound",
        paramLabel = "NAME",
        converter = CompoundConverter.class,
        description =
            "A compound emotion instead (Du et al. 2014), as in happily-surprised, sadly-angry,"
                + " appalled, awed.")
    private @Nullable Compound compound;

    @Mixin private final PrototypeChoice tables = new PrototypeChoice();

    @Nullable Compound compound() {
      return compound;
    }

    PrototypeTable table() {
      return tables.table();
    }

    /** Action Units at their strongest; neutral where neither is chosen. */
    ActionUnits apex(@Nullable Emotion emotion, double intensity, long seed) {
      Compound both = compound;
      if (both != null) {
        return EmotionPrototypes.apex(
            both, intensity, Seeds.generator(Seeds.derive(seed, "apex", both.key())));
      }
      Emotion wanted = emotion == null ? Emotion.NEUTRAL : emotion;
      return EmotionPrototypes.apex(
          table(), wanted, intensity, Seeds.generator(Seeds.derive(seed, "apex", wanted.label())));
    }
  }

  @Accepts(
      words = {"argen", "emfacs", "emfacs-17", "du"},
      numbers = false)
  @Option(
      names = "--prototypes",
      paramLabel = "TABLE",
      defaultValue = "argen",
      description = {
        "Which table says what an emotion looks like: argen (both below joined), emfacs (OpenDBM;",
        "disgust 9+15+16), emfacs-17 (disgust 9+15+17) or du (Du et al. 2014). Default:"
            + " ${DEFAULT-VALUE}."
      })
  private String table = "argen";

  PrototypeTable table() {
    Map<String, PrototypeTable> tables = PrototypeTable.byKey();
    return tables.getOrDefault(table, PrototypeTable.ARGEN);
  }
}
