package io.argen.cli;

import io.argen.affect.AffectPrompt;
import io.argen.affect.AlignmentCheck;
import io.argen.affect.ComposedPromptWriter;
import io.argen.affect.Compound;
import io.argen.affect.PromptRequest;
import io.argen.affect.vlm.VlmPromptWriter;
import io.argen.affect.vlm.VlmUsage;
import io.argen.augment.Describer;
import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.dataset.Consent;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.AusParser;
import io.argen.motion.FaceCrop;
import io.argen.motion.FaceMotion;
import io.argen.motion.MotionRequest;
import io.argen.motion.MotionSource;
import io.argen.motion.learn.DiffusionMotion;
import io.argen.motion.learn.MotionTimeline;
import io.argen.run.InputException;
import io.argen.run.Provenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One photo becomes one clip. */
@Command(
    name = "animate",
    description = "%nMakes a clip of an expression from one photo of a face.",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  ./argen animate anna.jpg --emotion surprise --out surprise.mp4",
      "  ./argen animate anna.jpg --aus \"1=3,4=2,12L=4\" --size 512 --seed 7 --out mixed.mp4",
      "%nThe clip is silent and marked as synthetic. The same photo, options and seed give the same"
          + " file."
    })
final class AnimateCommand implements Callable<Integer> {
  private static final int LEAST_SIZE = 32;
  private static final int MOST_SIZE = 3000;
  private static final int QUALITY = 85;
  private static final double NANOS = 1e9;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(paramLabel = "PHOTO", description = "A picture with a face; the largest is animated.")
  private Path photo = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "F.mp4",
      description = "The clip to write.")
  private Path out = Path.of("");

  @Option(
      names = "--emotion",
      paramLabel = "E",
      description = "neutral, happiness, sadness, surprise, fear, anger, disgust or contempt.")
  private @Nullable Emotion emotion;

  @Option(
      names = "--aus",
      paramLabel = "LIST",
      description =
          "Action Units at their strongest, 0-5, instead of an emotion: 12=4 moves both sides,"
              + " 12L=4 the person's own left.")
  private @Nullable String aus;

  @Accepts(min = 0, max = 1)
  @Option(
      names = "--intensity",
      paramLabel = "0..1",
      defaultValue = "1",
      description = "How strong the emotion is. Default: ${DEFAULT-VALUE}.")
  private double intensity;

  @Accepts(min = 1, max = 100_000)
  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "32",
      description = "Length in frames; the first is the photo. Default: ${DEFAULT-VALUE}.")
  private int frames;

  @Accepts(min = 1, max = 240)
  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "16",
      description = "Frames a second. Default: ${DEFAULT-VALUE}.")
  private double fps;

  @Accepts(min = LEAST_SIZE, max = MOST_SIZE)
  @Option(
      names = "--size",
      paramLabel = "PX",
      description =
          "Side of the square in pixels (default 256); with --crop full the longer side (default:"
              + " the photo's own).")
  private @Nullable Integer size;

  @Accepts(
      words = {"face", "full"},
      numbers = false)
  @Option(
      names = "--crop",
      paramLabel = "face|full",
      defaultValue = "face",
      description =
          "A square around the face, which takes 55 %% of its height, or the whole photo. Default:"
              + " ${DEFAULT-VALUE}.")
  private String crop = "face";

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description =
          "A description instead of an emotion, as in \"Strong lip corner puller, mild lips part."
              + " It begins at frame 2, peaks at frame 10 and holds to the end.\" Needs --motion"
              + " diffusion.")
  private @Nullable String prompt;

  @Option(
      names = "--timeline",
      paramLabel = "F.csv",
      description =
          "Units at some frames, as \"frame,AU12_r,AU04_L_r\" above lines of numbers; empty cells"
              + " are free, and drawn to suit. Files of analyze will do. Needs --motion diffusion.")
  private @Nullable Path timeline;

  @Mixin
  private final PrototypeChoice.WithCompounds prototypes = new PrototypeChoice.WithCompounds();

  @Mixin private final WritingChoice writing = new WritingChoice();
  @Mixin private final MotionChoice motion = new MotionChoice();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Another seed, another showing. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  AnimateCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/animate/1}. */
  record Document(
      String schema,
      String photo,
      String out,
      int frames,
      double frameRateHz,
      int width,
      int height,
      SortedMap<String, Float> actionUnits,
      String motion,
      Words description,
      long seed,
      int facesInPhoto,
      double seconds) {}

  /**
   * What the clip shows in words.
   *
   * @param writer who wrote it; {@code user} for {@code --prompt}
   * @param alignment how well it says the Action Units, 0-1
   * @param vlm calls and tokens; null if no model was asked
   */
  record Words(
      String text,
      String writer,
      List<AffectPrompt.Statement> statements,
      double alignment,
      VlmUsage.@Nullable Counts vlm) {}

  @Override
  public Integer call() {
    if (Stream.of(emotion, aus, prompt, prototypes.compound()).filter(Objects::nonNull).count()
        != 1) {
      throw new ParameterException(
          spec.commandLine(), "give --emotion, --compound, --aus or --prompt, exactly one of them");
    }
    if (prompt != null && !motion.trained()) {
      throw new ParameterException(spec.commandLine(), "--prompt needs --motion diffusion");
    }
    if (timeline != null && !motion.trained()) {
      throw new ParameterException(spec.commandLine(), "--timeline needs --motion diffusion");
    }
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".mp4")) {
      throw new InputException(out, "is no name for a clip", "let --out end in .mp4");
    }
    if (Files.isDirectory(out)) {
      throw new InputException(out, "is a folder", "give --out the name of a file, as in clip.mp4");
    }
    Consent.require(photo);
    Image picture = Stills.read(photo);
    try (FaceKit kit = FaceKit.open(places, Runtime.getRuntime().availableProcessors());
        MotionChoice.Opening opening = motion.opening()) {
      long start = System.nanoTime();
      List<FaceObservation> faces = new FaceObserver(kit.nets(), false).observe(picture);
      if (faces.isEmpty()) {
        throw new InputException(
            photo, "shows no face", "give a photo with a face at least 40 pixels high");
      }
      if (faces.size() > 1) {
        console.err().println("argen: " + faces.size() + " faces; the largest is animated");
      }
      FaceCrop cut = cut(picture, faces.get(0), kit);
      Moves moves = moves(cut, opening);
      FaceMotion course = moves.course();
      ClipMark mark =
          new ClipMark(Provenance.generatorName(), seed, moves.words().text(), moves.method());
      console.deleteIfInterrupted(out);
      try (Console.Display progress = console.progress()) {
        new PhotoAnimator(kit).animate(cut, course, mark, out, progress);
      }
      double seconds = (System.nanoTime() - start) / NANOS;
      tell(
          new Document(
              "argen/animate/1",
              photo.toString(),
              out.toString(),
              frames,
              fps,
              cut.image().width(),
              cut.image().height(),
              Measures.named(moves.apex()),
              moves.name(),
              moves.words(),
              seed,
              faces.size(),
              seconds));
    }
    return ExitCode.DONE;
  }

  private ActionUnits apex() {
    if (aus != null) {
      return AusParser.parse(aus);
    }
    return prototypes.apex(emotion, intensity, seed);
  }

  /** The expression described; a model may see the face if its configuration allows it. */
  private Words words(ActionUnits apex, FaceCrop face) {
    Describer describer =
        writing.describer(spec, common.config, prototypes.table(), places.cache().resolve("vlm"));
    VlmPromptWriter vlm = describer.model();
    if (vlm != null) {
      vlm.show(vlm.seesFaces() ? Stills.jpeg(face.image(), QUALITY) : null);
    }
    Compound compound = prototypes.compound();
    String label =
        emotion != null ? emotion.label() : compound != null ? compound.key() : "the expression";
    AffectPrompt written = describer.writer().write(PromptRequest.of(label, emotion, apex, seed));
    return new Words(
        written.text(),
        written.writer(),
        written.statements(),
        written.alignment(),
        vlm == null ? null : vlm.usage());
  }

  /** What the face does, what it shows at most, and what made it. */
  private record Moves(
      FaceMotion course, ActionUnits apex, String name, ClipMark.Method method, Words words) {}

  private Moves moves(FaceCrop face, MotionChoice.Opening opening) {
    MotionTimeline given = timeline == null ? MotionTimeline.NONE : MotionTimeline.read(timeline);
    if (prompt != null) {
      return told(opening.get(), prompt, null, "user", given);
    }
    ActionUnits apex = apex();
    Words words = words(apex, face);
    // What the composer writes stands in the mark; what a model writes moves the face as well.
    if (motion.trained() && !words.writer().equals(ComposedPromptWriter.NAME)) {
      return told(opening.get(), words.text(), words, words.writer(), given);
    }
    MotionSource source = opening.get().source();
    MotionRequest request = new MotionRequest(apex, frames, fps, MotionRequest.Phase.FULL);
    FaceMotion course =
        source instanceof DiffusionMotion trained
            ? trained.directed(request, given, seed)
            : source.motion(request, seed);
    return new Moves(
        course,
        given.isEmpty() ? apex : Measures.peak(course),
        source.name(),
        source.method(),
        words);
  }

  /** The motion that the trained model makes of a text. */
  private Moves told(
      MotionChoice.Open open,
      String text,
      @Nullable Words known,
      String writer,
      MotionTimeline given) {
    if (open.cuts(text)) {
      console.err().println("argen: the end of the description is not read; it is too long");
    }
    if (!(open.source() instanceof DiffusionMotion source)) {
      throw new IllegalStateException("only a trained model can be told in words");
    }
    FaceMotion course = source.motion(text, frames, fps, given, seed);
    ActionUnits shown = Measures.peak(course);
    Words words =
        known != null
            ? known
            : new Words(
                text, writer, List.of(), AlignmentCheck.standard().score(shown, text), null);
    return new Moves(course, shown, source.name(), source.method(), words);
  }

  private FaceCrop cut(Image picture, FaceObservation face, FaceKit kit) {
    if (crop.equals("face")) {
      return FaceCrop.square(picture, face, size == null ? 256 : size, kit.canonical());
    }
    int longer = Math.max(picture.width(), picture.height());
    if (size == null && longer > MOST_SIZE) {
      console
          .err()
          .println("argen: the clip is " + MOST_SIZE + " pixels long, the photo " + longer);
    }
    double scale = Math.min(size == null ? longer : size, MOST_SIZE) / (double) longer;
    return FaceCrop.full(
        picture,
        face,
        (int) Math.max(1, Math.round(picture.width() * scale)),
        (int) Math.max(1, Math.round(picture.height() * scale)),
        kit.canonical());
  }

  private void tell(Document document) {
    if (common.json) {
      console.document(document);
      return;
    }
    console
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %d frames at %s/s, %d x %d, %s, seed %d, made in %.1f s",
                out,
                frames,
                fps == Math.rint(fps) ? Long.toString((long) fps) : Double.toString(fps),
                document.width(),
                document.height(),
                Measures.text(document.actionUnits()),
                seed,
                document.seconds()));
    VlmUsage.Counts vlm = document.description().vlm();
    if (vlm != null) {
      console.out().println(document.description().text());
      console.out().println(WritingPrinter.line(vlm));
      WritingPrinter.reasons(vlm).forEach(console.err()::println);
    }
  }
}
