package io.argen.cli;

import io.argen.dataset.Dataset;
import io.argen.dataset.Sample;
import io.argen.evaluate.metric.Confusion;
import io.argen.recognize.Balance;
import io.argen.recognize.ClipFeatures;
import io.argen.recognize.Example;
import io.argen.recognize.FeatureCache;
import io.argen.recognize.PeopleFolds;
import io.argen.recognize.Recognizer;
import io.argen.recognize.RecognizerTrainer;
import io.argen.recognize.TrainingOptions;
import io.argen.run.AtomicFiles;
import io.argen.run.InputException;
import io.argen.run.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
      "  ./argen train recognizer faces --model mesh --out recognizer",
      "%nWrites model.safetensors and MODEL.md."
    })
final class TrainRecognizerCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Parameters(paramLabel = "DATA", description = "A data set; see docs/data-sets.md.")
  private Path data = Path.of("");

  @Accepts(
      words = {"mesh"},
      numbers = false)
  @Option(
      names = "--model",
      paramLabel = "mesh",
      defaultValue = "mesh",
      description = "mesh: landmarks and Action Units over time. Default: ${DEFAULT-VALUE}.")
  private String model = "mesh";

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

  @Accepts(min = 1, max = 1_000_000)
  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "400",
      description = "Updates at most. Default: ${DEFAULT-VALUE}.")
  private int updates;

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

  @Mixin private final DataOptions from = new DataOptions();
  @Mixin private final BatchOptions batch = new BatchOptions();
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

  /** Who is on which side. */
  private record Parts(List<Sample> train, List<Sample> val, List<Sample> test) {}

  @Override
  public Integer call() {
    Dataset set = from.read(data);
    if (!resplit) {
      PeopleFolds.requireApart(set);
    }
    Parts parts = parts(set);
    List<String> labels = parts.train().stream().map(Sample::label).distinct().sorted().toList();
    if (labels.size() < 2) {
      throw new InputException(data, "has fewer than two classes in train", "give more clips");
    }
    long start = System.nanoTime();
    List<Example> train;
    List<Example> val;
    List<Example> test;
    try (LazyNets lazy = new LazyNets(places, 1);
        FeatureCache cache = FaceFeatures.open(places, lazy);
        Console.Display progress = console.progress()) {
      train = examples(cache, parts.train(), labels, progress);
      val = examples(cache, parts.val(), labels, progress);
      test = examples(cache, parts.test(), labels, progress);
    }
    if (train.isEmpty()) {
      throw new InputException(data, "shows no face in train", "see argen check");
    }
    int asked = parts.train().size() + parts.val().size() + parts.test().size();
    long ready = System.nanoTime();
    TrainingOptions usual = TrainingOptions.DEFAULT;
    RecognizerTrainer.Trained trained =
        RecognizerTrainer.train(
            new TrainingOptions(
                usual.width(),
                usual.layers(),
                updates,
                usual.batch(),
                usual.learningRate(),
                usual.weightDecay(),
                usual.dropout(),
                Balance.of(balance),
                usual.checkEvery(),
                usual.patience(),
                seed),
            labels,
            train,
            val);
    double seconds = (System.nanoTime() - ready) / NANOS;
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(out, e);
    }
    Path file = out.resolve("model.safetensors");
    trained
        .recognizer()
        .write(file, Map.of("seed", Long.toString(seed), "balance", balance, "kind", model));
    @Nullable Confusion onVal = confusion(trained.recognizer(), val);
    @Nullable Confusion onTest = confusion(trained.recognizer(), test);
    Document document =
        new Document(
            "argen/train-recognizer/1",
            file.toString(),
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
    AtomicFiles.write(out.resolve("MODEL.md"), card(document, set));
    if (common.json) {
      console.document(document);
    } else {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: %d classes, %,d parameters, %d clips in %.1f s (faces %.1f s)%n",
              file,
              labels.size(),
              document.parameters(),
              train.size(),
              seconds,
              document.featureSeconds());
      print("val", onVal);
      print("test", onTest);
    }
    return ExitCode.of(document.withoutFace() == 0, batch.strict);
  }

  private void print(String split, @Nullable Confusion confusion) {
    if (confusion != null) {
      console
          .out()
          .printf(Locale.ROOT, "%s: UAR %.3f, WAR %.3f%n", split, confusion.uar(), confusion.war());
    }
  }

  private Parts parts(Dataset set) {
    List<Sample> test = new ArrayList<>(set.split("test"));
    List<Sample> val = new ArrayList<>(set.split("val"));
    List<Sample> rest = new ArrayList<>(set.split("train"));
    if (resplit) {
      rest = new ArrayList<>(set.samples());
      test = PeopleFolds.deal(real(rest), 5, seed).get(0);
      rest = without(rest, test);
      val.clear();
    }
    if (val.isEmpty()) {
      val = PeopleFolds.deal(real(rest), 5, seed + 1).get(0);
      rest = without(rest, val);
    }
    return new Parts(rest, val, test);
  }

  private static List<Sample> real(List<Sample> samples) {
    return samples.stream().filter(sample -> !sample.synthetic()).toList();
  }

  /** Without some clips, and without synthetic ones of their people. */
  private static List<Sample> without(List<Sample> samples, List<Sample> taken) {
    Set<String> people = new HashSet<>();
    taken.forEach(sample -> sample.subject().ifPresent(people::add));
    return samples.stream()
        .filter(
            s ->
                !taken.contains(s)
                    && !(s.subject().isPresent() && people.contains(s.subject().get())))
        .toList();
  }

  private List<Example> examples(
      FeatureCache cache, List<Sample> samples, List<String> labels, Console.Display progress) {
    List<Sample> known = samples.stream().filter(s -> labels.contains(s.label())).toList();
    List<ClipFeatures> features =
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

  private static @Nullable Confusion confusion(Recognizer recognizer, List<Example> examples) {
    if (examples.isEmpty()) {
      return null;
    }
    List<double[]> p = recognizer.probabilities(examples.stream().map(Example::features).toList());
    Confusion confusion = new Confusion(recognizer.labels().size());
    for (int i = 0; i < p.size(); i++) {
      confusion.add(examples.get(i).label(), Recognizer.best(p.get(i)));
    }
    return confusion;
  }

  private String card(Document d, Dataset set) {
    Map<String, Integer> counts = new TreeMap<>(set.counts());
    return String.join(
        "\n",
        "# A recogniser of expressions",
        "",
        "- made by: " + Provenance.generatorName() + ", `train recognizer --model " + model + "`",
        "- classes: " + String.join(", ", d.labels()),
        "- data: layout " + set.layout() + ", clips a class " + counts,
        "- clips: " + d.train() + " train, " + d.val() + " val, " + d.test() + " test",
        "- balance " + balance + ", seed " + seed + ", update " + d.keptUpdate() + " kept (by val)",
        "- val UAR " + d.valUar() + "; test UAR " + d.testUar() + ", WAR " + d.testWar(),
        "",
        "Reads the face's movement, not what a person feels. It knows the people, poses and light",
        "of its training clips; measure it on your own before relying on it. Not for decisions",
        "about people.",
        "");
  }
}
