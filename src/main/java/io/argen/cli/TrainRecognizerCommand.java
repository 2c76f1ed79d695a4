package io.argen.cli;

import io.argen.config.Spelling;
import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.evaluate.metric.Confusion;
import io.argen.recognize.Balance;
import io.argen.recognize.ClipInput;
import io.argen.recognize.Example;
import io.argen.recognize.FeatureCache;
import io.argen.recognize.PeopleFolds;
import io.argen.recognize.Recognizer;
import io.argen.recognize.RecognizerKind;
import io.argen.recognize.RecognizerTrainer;
import io.argen.recognize.TrainingOptions;
import io.argen.run.AtomicFiles;
import io.argen.run.Digests;
import io.argen.run.InputException;
import io.argen.run.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A recogniser from labelled clips. */
@Command(
    name = "recognizer",
    description = {
      "%nTrains a recogniser of expressions on a data set's train split. Which weights are kept is",
      "decided on val, which is dealt from train by person where the set has none; test clips, if",
      "there are any, are only counted at the end."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen train recognizer faces --out recognizer",
      "  ./argen train recognizer faces --model video --width 16 --out pictures",
      "%nWrites model.safetensors and MODEL.md. Cut off, the same command goes on from",
      "checkpoint.safetensors."
    })
final class TrainRecognizerCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Parameters(paramLabel = "DATA", description = "A data set; see docs/data-sets.md.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the model and its card.")
  private Path out = Path.of("");

  @Accepts(
      words = {"none", "oversample", "class-weighted", "logit-adjusted"},
      numbers = false)
  @Option(
      names = "--balance",
      paramLabel = "HOW",
      defaultValue = "oversample",
      description =
          "none, oversample, class-weighted or logit-adjusted. Default: ${DEFAULT-VALUE}.")
  private String balance = "oversample";

  @Option(
      names = "--resplit",
      description = "Deal people out anew: a fifth for test, a fifth of the others for val.")
  private boolean resplit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of weights, order and alterations. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final RecognizerChoice choice = new RecognizerChoice();
  @Mixin private final DataOptions from = new DataOptions();
  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  TrainRecognizerCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/train-recognizer/1}; measures are null without clips. */
  record Document(
      String schema,
      String model,
      String kind,
      List<String> labels,
      int parameters,
      int train,
      int val,
      int test,
      int withoutFace,
      int updates,
      int keptUpdate,
      @Nullable Double valUar,
      @Nullable Double testUar,
      @Nullable Double testWar,
      double featureSeconds,
      double trainSeconds) {}

  @Override
  public Integer call() {
    Dataset set = from.read(data);
    if (!resplit) {
      PeopleFolds.requireApart(set);
    }
    RecognizerParts parts = RecognizerParts.of(set, resplit, seed);
    List<String> labels = parts.train().stream().map(Sample::label).distinct().sorted().toList();
    if (labels.size() < 2) {
      throw new InputException(data, "has fewer than two classes in train", "give more clips");
    }
    TrainingOptions options = choice.options().with(Balance.of(balance), seed);
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(out, e);
    }
    long start = System.nanoTime();
    int asked = parts.train().size() + parts.val().size() + parts.test().size();
    Path checkpoint = out.resolve("checkpoint.safetensors");
    try (LazyNets lazy = new LazyNets(places, 1);
        FaceFeatures faces = new FaceFeatures(places, lazy, cacheOptions.open(places));
        Console.Display progress = console.progress()) {
      FeatureCache cache = faces.features(choice.kind());
      List<Example> train = examples(cache, parts.train(), labels, progress);
      List<Example> val = examples(cache, parts.val(), labels, progress);
      List<Example> test = examples(cache, parts.test(), labels, progress);
      if (train.isEmpty()) {
        throw new InputException(data, "shows no face in train", "see argen check");
      }
      long ready = System.nanoTime();
      String definition =
          Digests.hex(options.toString(), labels.toString(), cache.hash(set), "" + resplit);
      RecognizerTrainer.Trained trained =
          RecognizerTrainer.train(
              options,
              new RecognizerTrainer.Session(
                  batch.threads(), Optional.of(checkpoint), definition, progress),
              labels,
              train,
              val);
      double seconds = (System.nanoTime() - ready) / NANOS;
      Path file = out.resolve("model.safetensors");
      trained
          .recognizer()
          .write(
              file,
              Map.of(
                  "seed",
                  Long.toString(seed),
                  "balance",
                  balance,
                  "kind",
                  choice.kind().word(),
                  "generator",
                  Provenance.generatorName()));
      @Nullable Confusion onVal = confusion(trained.recognizer(), val);
      @Nullable Confusion onTest = confusion(trained.recognizer(), test);
      Document document =
          new Document(
              "argen/train-recognizer/1",
              file.toString(),
              choice.kind().word(),
              labels,
              trained.recognizer().parameters(),
              train.size(),
              val.size(),
              test.size(),
              asked - train.size() - val.size() - test.size(),
              trained.steps(),
              trained.bestStep(),
              onVal == null ? null : onVal.uar(),
              onTest == null ? null : onTest.uar(),
              onTest == null ? null : onTest.war(),
              (ready - start) / NANOS,
              seconds);
      AtomicFiles.write(out.resolve("MODEL.md"), card(document, options, set));
      delete(checkpoint);
      print(document, onVal, onTest);
      return ExitCode.of(document.withoutFace() == 0, batch.strict);
    }
  }

  private static void delete(Path checkpoint) {
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(checkpoint, e);
    }
  }

  private void print(Document document, @Nullable Confusion onVal, @Nullable Confusion onTest) {
    if (common.json) {
      console.document(document);
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s: %d classes, %,d parameters, %d clips in %.1f s (faces %.1f s)%n",
            document.model(),
            document.labels().size(),
            document.parameters(),
            document.train(),
            document.trainSeconds(),
            document.featureSeconds());
    print("val", onVal);
    print("test", onTest);
  }

  private void print(String split, @Nullable Confusion confusion) {
    if (confusion != null) {
      console
          .out()
          .printf(Locale.ROOT, "%s: UAR %.3f, WAR %.3f%n", split, confusion.uar(), confusion.war());
    }
  }

  private List<Example> examples(
      FeatureCache cache, List<Sample> samples, List<String> labels, Console.Display progress) {
    List<Sample> known = samples.stream().filter(s -> labels.contains(s.label())).toList();
    List<ClipInput> features =
        cache.of(known.stream().map(Sample::path).toList(), batch.threads(), progress);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      if (features.get(i).frames() > 0) {
        examples.add(new Example(features.get(i), labels.indexOf(known.get(i).label())));
      } else {
        progress.note("no face in " + known.get(i).path());
      }
    }
    return examples;
  }

  private @Nullable Confusion confusion(Recognizer recognizer, List<Example> examples) {
    if (examples.isEmpty()) {
      return null;
    }
    List<double[]> p =
        recognizer.probabilities(examples.stream().map(Example::input).toList(), batch.threads());
    Confusion confusion = new Confusion(recognizer.labels().size());
    for (int i = 0; i < p.size(); i++) {
      confusion.add(examples.get(i).label(), Recognizer.best(p.get(i)));
    }
    return confusion;
  }

  private String card(Document d, TrainingOptions options, Dataset set) {
    boolean video = options.kind() == RecognizerKind.VIDEO;
    List<String> lines = new ArrayList<>();
    lines.add("# A recogniser of expressions");
    lines.add("");
    lines.add(
        "- made by: "
            + Provenance.generatorName()
            + ", `train recognizer --model "
            + d.kind()
            + "`");
    lines.add(
        video
            ? "- looks at: up to 16 pictures of the face, 112 px, by a ResNet-18 of width "
                + options.resNet().planes()
                + (options.resNet().weights().isPresent()
                    ? ", begun from weights given"
                    : ", untrained")
                + ", trained in "
                + Spelling.of(options.resNet().precision())
                + ", and a transformer over time"
            : "- looks at: landmarks, Action Units and velocities, by a transformer over time");
    lines.add("- classes: " + String.join(", ", d.labels()));
    lines.add("- data: layout " + set.layout() + ", clips a class " + new TreeMap<>(set.counts()));
    lines.add("- clips: " + d.train() + " train, " + d.val() + " val, " + d.test() + " test");
    lines.add(
        words(
            "- balance %s, seed %d, %d updates at rate %s, update %d kept (by val)",
            balance, seed, d.updates(), options.learningRate(), d.keptUpdate()));
    lines.add("- val UAR " + d.valUar() + "; test UAR " + d.testUar() + ", WAR " + d.testWar());
    lines.add("");
    lines.add("Reads the face's movement, not what a person feels. It knows the people, poses and");
    lines.add("light of its training clips; measure it on your own before relying on it. Not for");
    lines.add("decisions about people.");
    lines.add("");
    return String.join("\n", lines);
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
