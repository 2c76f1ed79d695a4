package io.argen.cli;

import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.clip.VideoWriter;
import io.argen.dataset.Consent;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.face.TrackOptions;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.ClipAnalysis;
import io.argen.motion.FaceCrop;
import io.argen.motion.MeshSettler;
import io.argen.motion.MotionCodec;
import io.argen.motion.MotionLatents;
import io.argen.run.InputException;
import io.argen.run.Progress;
import io.argen.run.Provenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One clip's motion on another face. */
@Command(
    name = "reenact",
    description = "%nMoves the face of a photo as another face moves in a clip.",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "%nExample:",
      "  ./argen reenact anna.jpg smile.mp4 --out anna-smiles.mp4",
      "%nThe photo should show a face at rest: the clip's motion is added to it. The clip made is",
      "silent and marked as synthetic. Animate only people who agreed to it."
    })
final class ReenactCommand implements Callable<Integer> {
  private static final int LEAST_SIZE = 32;
  private static final int MOST_SIZE = 3000;
  private static final double NANOS = 1e9;

  /** How far a photo's head can leave its place before the neck looks drawn out. */
  private static final double MOST_SHIFT_CM = 2;

  private static final double MOST_SCALE = Math.log(1.1);
  private static final double USUAL_RATE_HZ = 25;

  @Parameters(
      index = "0",
      paramLabel = "REFERENCE",
      description = "A picture with a face; the largest is moved.")
  private Path reference = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DRIVER",
      description = "A clip with a face; the largest is followed.")
  private Path driver = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "F.mp4",
      description = "The clip to write.")
  private Path out = Path.of("");

  @Accepts(min = LEAST_SIZE, max = MOST_SIZE)
  @Option(
      names = "--size",
      paramLabel = "PX",
      defaultValue = "256",
      description = "Side of the square around the face. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--basis",
      paramLabel = "FILE",
      description = "A basis that fit motion wrote. Default: the built-in one.")
  private @Nullable Path basisFile;

  @Option(
      names = "--free-head",
      description = {
        "Let the head leave its place as far as in the clip; neck and shoulders are drawn out.",
        "Default: at most 2 cm and a tenth nearer or farther."
      })
  private boolean freeHead;

  @Option(
      names = "--latents",
      paramLabel = "FILE",
      description = "Also write the motion as safetensors.")
  private @Nullable Path latentsFile;

  @Mixin private final CacheOptions cacheOptions = new CacheOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  private final Console console;
  private final Places places;

  ReenactCommand(Console console, Places places) {
    this.console = console;
    this.places = places;
  }

  /** The document {@code argen/reenact/1}. */
  record Document(
      String schema,
      String reference,
      String driver,
      String out,
      int frames,
      double frameRateHz,
      int width,
      int height,
      int channels,
      double seconds) {}

  @Override
  public Integer call() {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".mp4")) {
      throw new InputException(out, "is no name for a clip", "let --out end in .mp4");
    }
    if (Files.isDirectory(out)) {
      throw new InputException(out, "is a folder", "give --out the name of a file, as in clip.mp4");
    }
    Consent.require(reference);
    Consent.require(driver);
    Image picture = Stills.read(reference);
    ActionUnitBasis basis =
        basisFile == null ? ActionUnitBasis.fitted() : ActionUnitBasis.load(basisFile);
    try (FaceKit kit =
            FaceKit.open(
                places,
                Runtime.getRuntime().availableProcessors(),
                () -> cacheOptions.open(places));
        Console.Display progress = console.progress()) {
      long start = System.nanoTime();
      FaceObservation face =
          new FaceObserver(kit.nets(), false)
              .largest(picture)
              .orElseThrow(
                  () ->
                      new InputException(
                          reference,
                          "shows no face",
                          "give a photo with a face at least 40 pixels high"));
      MotionCodec codec = new MotionCodec(kit.canonical(), basis);
      MotionLatents latents = codec.encode(analysed(kit));
      if (latentsFile != null) {
        latents.write(latentsFile);
      }
      FaceCrop cut = FaceCrop.square(picture, face, size, kit.canonical());
      render(codec, cut, freeHead ? latents : latents.nearby(MOST_SHIFT_CM, MOST_SCALE), progress);
      tell(
          new Document(
              "argen/reenact/1",
              reference.toString(),
              driver.toString(),
              out.toString(),
              latents.frames(),
              rate(latents),
              size,
              size,
              latents.channels(),
              (System.nanoTime() - start) / NANOS));
    }
    return ExitCode.DONE;
  }

  private ClipAnalysis analysed(FaceKit kit) {
    List<ClipAnalysis> faces = kit.analyzer(TrackOptions.DEFAULT).analyze(driver);
    if (faces.isEmpty()) {
      throw new InputException(driver, "shows no face", "give a clip that shows one face");
    }
    return new MeshSettler(kit.canonical()).settle(faces.get(0));
  }

  private static double rate(MotionLatents latents) {
    return latents.frameRateHz() > 0 ? latents.frameRateHz() : USUAL_RATE_HZ;
  }

  private void render(MotionCodec codec, FaceCrop cut, MotionLatents latents, Progress progress) {
    MotionCodec.Decoder decoder =
        codec.decoder(
            cut.image(), codec.posed(cut.face(), null), MotionCodec.Shown.nothing(), null);
    Image frame = Image.black(size, size);
    ClipMark mark =
        new ClipMark(
            Provenance.generatorName(),
            0,
            "motion of " + driver.toFile().getName(),
            ClipMark.Method.HAND_MADE);
    console.deleteIfInterrupted(out);
    VideoWriter writer = VideoWriter.create(out, size, size, rate(latents), mark);
    progress.begin(PhotoAnimator.STAGE, latents.frames());
    try {
      for (int t = 0; t < latents.frames(); t++) {
        decoder.render(latents, t, frame);
        writer.write(frame);
        progress.step(PhotoAnimator.STAGE);
      }
      writer.close();
    } catch (RuntimeException e) {
      writer.abort();
      throw e;
    }
    progress.end(PhotoAnimator.STAGE);
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
                "%s: %d frames at %.4g/s, %d x %d, %d channels of motion, made in %.1f s",
                out,
                document.frames(),
                document.frameRateHz(),
                document.width(),
                document.height(),
                document.channels(),
                document.seconds()));
  }
}
