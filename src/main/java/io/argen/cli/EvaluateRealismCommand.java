package io.argen.cli;

import io.argen.affect.TextEncoder;
import io.argen.diffusion.EulerSampler;
import io.argen.diffusion.Guidance;
import io.argen.evaluate.PeopleRealism;
import io.argen.evaluate.PeopleRealism.Distance;
import io.argen.evaluate.RealismStudy;
import io.argen.motion.MotionFrame;
import io.argen.motion.learn.Describers;
import io.argen.motion.learn.DiffusionMotion;
import io.argen.motion.learn.MotionModel;
import io.argen.motion.learn.MotionSampler;
import io.argen.motion.learn.MotionScript;
import io.argen.motion.learn.TrackedWindow;
import io.argen.run.InputException;
import io.argen.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How near made motion is to that of people whom no model has seen. */
@Command(
    name = "realism",
    description = {
      "%nAsks for what the people of DATA show and measures how far what is made is from their own",
      "motion: of hand-made dynamics, and of models, each on people that it has not learned from."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen evaluate realism clips --model a,b,c=without-abc/model.safetensors \\",
      "      --model d,e,f=without-def/model.safetensors",
      "  ./argen evaluate realism clips --text-guidance 1",
      "%nSmaller is nearer; motion as people's, but another's, is at 0. See docs/diffusion.md."
    })
final class EvaluateRealismCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATA", description = "Clips of people: a folder, or a data set.")
  private Path data = Path.of("");

  @Option(
      names = "--model",
      paramLabel = "NAME,..=FILE",
      description = {
        "A model and the people (subjects, else ids of clips) whom it has not learned from;",
        "may be repeated. People that none is given for: argen-motion-s."
      })
  private List<String> models = List.of();

  @Accepts(min = 1, max = 100)
  @Option(
      names = "--takes",
      paramLabel = "N",
      defaultValue = "4",
      description = "Windows made of each of theirs. Default: ${DEFAULT-VALUE}.")
  private int takes;

  @Accepts(
      words = {"own", "rest"},
      numbers = false)
  @Option(
      names = "--first",
      paramLabel = "own|rest",
      defaultValue = "own",
      description =
          "The known first frame: the window's own, or a face at rest. Default: ${DEFAULT-VALUE}.")
  private String first = "own";

  @Accepts(
      words = {"plain", "composed"},
      numbers = false)
  @Option(
      names = "--describer",
      paramLabel = "plain|composed",
      defaultValue = "plain",
      description = "Short descriptions, or those that describe writes. Default: ${DEFAULT-VALUE}.")
  private String words = "plain";

  @Accepts(min = 1, max = 1000)
  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "" + MotionChoice.STEPS,
      description = "Of the sampler. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Accepts(min = 0, max = 20)
  @Option(
      names = "--text-guidance",
      paramLabel = "X",
      description = "Weight of the text. Default: as animate has it.")
  private double text = DiffusionMotion.GUIDANCE.text();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "5",
      description = "Of descriptions and noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  EvaluateRealismCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/evaluate-realism/1}. */
  record Document(
      String schema, int people, int windows, double textGuidance, String first, List<Row> rows) {}

  /**
   * One way of making motion by one kind of features.
   *
   * @param lessThanDynamics the distance less that of the dynamics, on the same draws of people
   */
  record Row(String motion, String features, Measured distance, Measured lessThanDynamics) {}

  /** A distance with its interval. */
  record Measured(double value, double low, double high) {
    static Measured of(Distance d) {
      return new Measured(d.distance(), d.low(), d.high());
    }
  }

  @Override
  public Integer call() {
    Map<String, Path> files = files();
    List<Row> rows = new ArrayList<>();
    List<RealismStudy.Person> people;
    try (TextEncoder encoder = new TextEncoder();
        Console.Display progress = console.progress()) {
      people = people(files, progress);
      RealismStudy study =
          new RealismStudy(
              people,
              Describers.valueOf(words.toUpperCase(Locale.ROOT)).describer(),
              encoder,
              takes,
              first.equals("rest"),
              seed);
      Map<String, MotionSampler> samplers = samplers(people, files);
      Map<String, List<List<List<MotionFrame>>>> made = new LinkedHashMap<>();
      made.put("dynamics", study.dynamics());
      made.put("diffusion", study.draw(name -> sampler(samplers, name), false, progress));
      made.put("shuffled", study.draw(name -> sampler(samplers, name), true, progress));
      for (PeopleRealism.Features features : PeopleRealism.Features.values()) {
        PeopleRealism realism = new PeopleRealism(features, study.seen());
        Distance dynamics = realism.measure(Objects.requireNonNull(made.get("dynamics")));
        made.forEach(
            (motion, clips) -> {
              Distance distance = realism.measure(clips);
              rows.add(
                  new Row(
                      motion,
                      features.name().toLowerCase(Locale.ROOT),
                      Measured.of(distance),
                      Measured.of(distance.less(dynamics))));
            });
      }
    }
    Document document =
        new Document(
            "argen/evaluate-realism/1",
            people.size(),
            people.stream().mapToInt(p -> p.windows().size()).sum(),
            text,
            first,
            rows);
    if (common.json) {
      console.document(document);
    } else {
      rows.forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private void print(Row row) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%-9s  %-9s  distance %.3f (%.3f to %.3f), less that of dynamics %.3f (%.3f to"
                + " %.3f)%n",
            row.features(),
            row.motion(),
            row.distance().value(),
            row.distance().low(),
            row.distance().high(),
            row.lessThanDynamics().value(),
            row.lessThanDynamics().low(),
            row.lessThanDynamics().high());
  }

  /** The model of each person that one is given for. */
  private Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    for (String model : models) {
      int at = model.lastIndexOf('=');
      if (at < 1) {
        throw new InputException(
            Path.of(model),
            "names no people",
            "give --model NAME,..=FILE, as a,b=model.safetensors");
      }
      for (String name : model.substring(0, at).split(",", -1)) {
        files.put(name, Path.of(model.substring(at + 1)));
      }
    }
    return files;
  }

  private List<RealismStudy.Person> people(Map<String, Path> files, Progress progress) {
    Map<String, List<TrackedWindow>> windows = new TreeMap<>();
    try (FaceKit kit = FaceKit.open(places, 1)) {
      for (PeopleMotion motion : PeopleMotion.read(data, List.of(), kit, progress)) {
        windows
            .computeIfAbsent(motion.person(), name -> new ArrayList<>())
            .addAll(TrackedWindow.of(motion.motion(), motion.emotion(), MotionScript.FRAMES / 2));
      }
    }
    List<RealismStudy.Person> people = new ArrayList<>();
    windows.forEach((name, own) -> people.add(new RealismStudy.Person(name, own)));
    people.removeIf(person -> person.windows().isEmpty());
    for (String name : files.keySet()) {
      if (people.stream().noneMatch(person -> person.name().equals(name))) {
        throw new InputException(
            data, "shows no " + name + " for a second", "name people (clips) that are there");
      }
    }
    if (people.size() < 3) {
      throw new InputException(
          data, "shows " + people.size() + " people for a second", "give clips of three or more");
    }
    return people;
  }

  private Map<String, MotionSampler> samplers(
      List<RealismStudy.Person> people, Map<String, Path> files) {
    Map<Path, MotionSampler> opened = new TreeMap<>();
    Map<String, MotionSampler> samplers = new TreeMap<>();
    Path shipped = Path.of(MotionChoice.SHIPPED);
    for (RealismStudy.Person person : people) {
      samplers.put(
          person.name(),
          opened.computeIfAbsent(
              files.getOrDefault(person.name(), shipped),
              file ->
                  new MotionSampler(
                      file.equals(shipped) ? MotionModel.shipped() : MotionModel.read(file),
                      new EulerSampler(),
                      steps,
                      DiffusionMotion.SHIFT,
                      new Guidance(DiffusionMotion.GUIDANCE.frame(), text),
                      1)));
    }
    return samplers;
  }

  private static MotionSampler sampler(Map<String, MotionSampler> samplers, String name) {
    return Objects.requireNonNull(samplers.get(name));
  }
}
