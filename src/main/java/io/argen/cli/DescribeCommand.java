package io.argen.cli;

import io.argen.affect.AffectPrompt;
import io.argen.affect.Compound;
import io.argen.affect.FaceKind;
import io.argen.affect.HeadGaze;
import io.argen.affect.Knowledge;
import io.argen.affect.Manner;
import io.argen.affect.PromptRequest;
import io.argen.affect.Timing;
import io.argen.affect.vlm.VlmPromptWriter;
import io.argen.augment.Describer;
import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ActionUnitEstimator;
import io.argen.motion.AusParser;
import io.argen.motion.FaceCrop;
import io.argen.run.InputException;
import io.argen.run.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An expression to come, in words. */
@Command(
    name = "describe",
    description = {
      "%nDescribes an expression to come in words that a generator can be given: every movement with",
      "its strength, side and timing, each sentence with the passages it rests on."
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen describe --emotion fear --intensity 0.7",
      "  ./argen describe anna.jpg --emotion disgust --frames 50 --fps 25 --explain",
      "  ./argen describe --compound happily-surprised --face glasses",
      "  ./argen describe --aus \"12L=4,14L=3\" --knowledge our-notes --json",
      "  ./argen describe --exemplars faces --out our-clips",
      "  ./argen describe --emotion joy --knowledge our-clips --explain",
      "%nNothing leaves this machine without --vlm. The same options and seed give the same words."
    })
final class DescribeCommand implements Callable<Integer> {
  private static final int CROP_PX = 384;
  private static final int QUALITY = 85;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PHOTO",
      description = "A picture of the face; its pose and what it already shows are measured.")
  private @Nullable Path photo;

  @Option(
      names = "--emotion",
      paramLabel = "E",
      description = "neutral, happiness, sadness, surprise, fear, anger, disgust or contempt.")
  private @Nullable Emotion emotion;

  @Option(
      names = "--aus",
      paramLabel = "LIST",
      description =
          "Action Units at their strongest, 0-5, as in 1=3,12L=4; with or without --emotion.")
  private @Nullable String aus;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--intensity",
      paramLabel = "0..1",
      defaultValue = "1",
      description = "How strong the emotion is. Default: ${DEFAULT-VALUE}.")
  private double intensity;

  @Accepts(min = 2, max = 100_000)
  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "32",
      description = "Length of the clip to come. Default: ${DEFAULT-VALUE}.")
  private int frames;

  @Accepts(min = 1, max = 240)
  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "16",
      description = "Frames a second. Default: ${DEFAULT-VALUE}.")
  private double fps;

  @Option(names = "--posed", description = "Say that it is posed.")
  private boolean posed;

  @Option(names = "--spontaneous", description = "Say that it is spontaneous.")
  private boolean spontaneous;

  @Option(
      names = "--face",
      split = ",",
      paramLabel = "KIND",
      converter = FaceKindConverter.class,
      description =
          "What is known of the face: glasses, beard, moustache, fringe, child, older; several by"
              + " commas. Its cautions are cited.")
  private List<FaceKind> faceKinds = List.of();

  @Option(
      names = "--exemplars",
      paramLabel = "DATA",
      description = {
        "Describe every real clip of a data set from its measured Action Units instead, into",
        "--out; give that folder as --knowledge, and descriptions cite the clips most alike."
      })
  private @Nullable Path exemplars;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where --exemplars writes exemplars.jsonl.")
  private @Nullable Path out;

  @Option(
      names = "--explain",
      description = "Show every passage used, and the nearest ones with the reason for each.")
  private boolean explain;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Another seed, other words. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin
  private final PrototypeChoice.WithCompounds prototypes = new PrototypeChoice.WithCompounds();

  @Mixin private final WritingChoice writing = new WritingChoice();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  private ActionUnits measured = ActionUnits.neutral();

  private byte @Nullable [] crop;

  DescribeCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  @Override
  public Integer call() {
    if (exemplars != null || out != null) {
      return describeData();
    }
    Compound compound = prototypes.compound();
    if (emotion == null && aus == null && compound == null) {
      throw new ParameterException(
          spec.commandLine(),
          "give --emotion, --compound or --aus, or one of the former with --aus");
    }
    if (emotion != null && compound != null) {
      throw new ParameterException(spec.commandLine(), "give --emotion or --compound, not both");
    }
    if (posed && spontaneous) {
      throw new ParameterException(spec.commandLine(), "give --posed or --spontaneous, not both");
    }
    Describer describer =
        writing.describer(spec, common.config, prototypes.table(), places.cache().resolve("vlm"));
    Knowledge knowledge = describer.knowledge();
    FaceObservation face = photo == null ? null : face(photo);
    HeadGaze head = face == null ? null : Measures.head(face);
    Timing timing = timing();
    ActionUnits apex = apex();
    VlmPromptWriter vlm = describer.model();
    if (vlm != null) {
      vlm.show(crop);
    }
    AffectPrompt prompt =
        describer
            .writer()
            .write(
                PromptRequest.of(label(), emotion, apex, seed)
                    .withFaceKinds(Set.copyOf(faceKinds))
                    .withTiming(timing)
                    .withHeadGaze(head)
                    .withManner(
                        posed ? Manner.POSED : spontaneous ? Manner.SPONTANEOUS : Manner.UNSTATED));
    List<DescriptionPrinter.Evidence> evidence = new ArrayList<>();
    for (String id : prompt.evidence()) {
      knowledge.get(id).ifPresent(p -> evidence.add(DescriptionPrinter.evidence(p)));
    }
    new DescriptionPrinter(console)
        .print(
            new DescriptionPrinter.Document(
                "argen/describe/1",
                prompt.text(),
                prompt.negativePrompt(),
                prompt.statements(),
                Measures.named(prompt.planned()),
                new DescriptionPrinter.Course(
                    timing.onset(), timing.apex(), timing.offset(), timing.end(), fps),
                prompt.alignment(),
                prompt.writer(),
                seed,
                face == null ? null : seen(face),
                evidence,
                explain ? DescriptionPrinter.nearest(knowledge, prompt) : List.of(),
                vlm == null ? null : vlm.usage()),
            common.json,
            explain);
    return ExitCode.DONE;
  }

  private int describeData() {
    if (exemplars == null || out == null) {
      throw new ParameterException(
          spec.commandLine(), "--exemplars DATA and --out DIR go together");
    }
    ExemplarJob.Result result;
    try (FaceKit kit = FaceKit.open(places, Runtime.getRuntime().availableProcessors());
        Console.Display progress = console.progress()) {
      result = new ExemplarJob(kit, progress).run(exemplars, out);
    }
    if (common.json) {
      console.document(result);
    } else {
      result.skipped().forEach(skip -> console.err().println("argen: skipped " + skip));
      console.out().println(result.exemplars() + " exemplars: " + result.file());
    }
    return ExitCode.of(result.skipped().isEmpty(), false);
  }

  private ActionUnits apex() {
    if (aus != null) {
      return AusParser.parse(aus);
    }
    return prototypes.apex(emotion, intensity, seed);
  }

  private String label() {
    Compound compound = prototypes.compound();
    if (compound != null) {
      return compound.key();
    }
    return emotion == null ? "the expression" : emotion.label();
  }

  /** Onsets of 0.3 to 0.7 s as those of motion, faster where the clip is short. */
  private Timing timing() {
    RandomGenerator random = Seeds.generator(Seeds.derive(seed, "timing"));
    double seconds = frames / fps;
    double pace = Math.min(1, seconds / 1.6);
    double start = 0.1 * pace;
    double apex = start + pace * (0.3 + 0.4 * random.nextDouble());
    double offset = Math.max(apex, seconds - pace * (0.4 + 0.3 * random.nextDouble()));
    return new Timing(frame(start), frame(apex), frame(offset), frames, fps);
  }

  private int frame(double seconds) {
    return (int) Math.min(frames, Math.round(seconds * fps));
  }

  private FaceObservation face(Path file) {
    Image picture = Stills.read(file);
    try (FaceKit kit = FaceKit.open(places, 2)) {
      List<FaceObservation> faces = new FaceObserver(kit.nets(), false).observe(picture);
      if (faces.isEmpty()) {
        throw new InputException(
            file, "shows no face", "give a photo with a face at least 40 pixels high");
      }
      measured = new ActionUnitEstimator(kit.canonical(), kit.basis()).ofPhoto(faces.get(0).mesh());
      crop =
          Stills.jpeg(
              FaceCrop.square(picture, faces.get(0), CROP_PX, kit.canonical()).image(), QUALITY);
      return faces.get(0);
    }
  }

  private DescriptionPrinter.Seen seen(FaceObservation face) {
    HeadGaze head = Measures.head(face);
    return new DescriptionPrinter.Seen(
        Measures.named(measured), head.yaw(), head.pitch(), head.roll());
  }
}
