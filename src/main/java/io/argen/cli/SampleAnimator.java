package io.argen.cli;

import io.argen.augment.SampleData;
import io.argen.clip.ClipMark;
import io.argen.clip.Image;
import io.argen.clip.Stills;
import io.argen.face.FaceObservation;
import io.argen.face.FaceObserver;
import io.argen.facs.Emotion;
import io.argen.motion.EmotionPrototypes;
import io.argen.motion.ExpressionDynamics;
import io.argen.motion.FaceCrop;
import io.argen.motion.MotionRequest;
import io.argen.run.ArgenException;
import io.argen.run.ContentCache;
import io.argen.run.Progress;
import io.argen.run.Provenance;
import io.argen.run.Seeds;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the clips of the demo's invented people; each photo's face is found once. */
final class SampleAnimator implements SampleData.PeopleAnimator {
  private static final int SIZE_PX = 256;
  private static final int FRAMES = 16;
  private static final double FRAME_RATE_HZ = 10;
  private static final double LEAST_INTENSITY = 0.6;
  private static final double MOST_INTENSITY = 1;

  private final LazyNets nets;
  private final Map<Path, FaceCrop> photos = new HashMap<>();
  private @Nullable PhotoAnimator animator;

  SampleAnimator(LazyNets nets) {
    this.nets = nets;
  }

  @Override
  public void animate(Path photo, Emotion emotion, long seed, Path mp4) {
    RandomGenerator random = Seeds.generator(seed);
    double intensity = random.nextDouble(LEAST_INTENSITY, MOST_INTENSITY);
    MotionRequest request =
        new MotionRequest(
            EmotionPrototypes.apex(emotion, intensity, random),
            FRAMES,
            FRAME_RATE_HZ,
            MotionRequest.Phase.FULL);
    ClipMark mark =
        new ClipMark(
            Provenance.generatorName(),
            seed,
            "sample data: an invented person shows " + emotion.label(),
            ClipMark.Method.HAND_MADE);
    animator()
        .animate(
            photos.computeIfAbsent(photo, this::crop),
            new ExpressionDynamics().motion(request, seed),
            mark,
            mp4,
            Progress.NONE);
  }

  /** Made with the first clip: the nets are not needed when all clips are there. */
  private PhotoAnimator animator() {
    PhotoAnimator ready = animator;
    if (ready == null) {
      ready = new PhotoAnimator(FaceKit.of(nets, ContentCache::none));
      animator = ready;
    }
    return ready;
  }

  private FaceCrop crop(Path photo) {
    Image picture = Stills.read(photo);
    FaceObservation face =
        new FaceObserver(nets.get(), false)
            .largest(picture)
            .orElseThrow(() -> new ArgenException(photo + ": the face is not found; build again"));
    return FaceCrop.square(picture, face, SIZE_PX, nets.get().canonical());
  }
}
