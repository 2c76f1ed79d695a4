package io.argen.evaluate.study;

import io.argen.augment.ClipSurvey;
import io.argen.augment.FaceStudio;
import io.argen.augment.Findings;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/** A studio that looks at no real clip which another one of the study has looked at already. */
record SharedSurveys(FaceStudio studio, Map<Path, ClipSurvey> known) implements FaceStudio {
  @Override
  public String generator() {
    return studio.generator();
  }

  @Override
  public SortedMap<String, String> modelHashes() {
    return studio.modelHashes();
  }

  @Override
  public void verify(Path clip) {
    if (!known.containsKey(clip)) {
      studio.verify(clip);
    }
  }

  @Override
  public ClipSurvey survey(Path clip) {
    ClipSurvey survey = known.get(clip);
    if (survey == null) {
      survey = studio.survey(clip);
      known.put(clip, survey);
    }
    return survey;
  }

  @Override
  public ActionUnits apex(Emotion emotion, double intensity, RandomGenerator random) {
    return studio.apex(emotion, intensity, random);
  }

  @Override
  public Optional<byte[]> portrait(Path clip, int frame) {
    return studio.portrait(clip, frame);
  }

  @Override
  public List<ActionUnits> generate(ClipOrder order, Path target) {
    return studio.generate(order, target);
  }

  @Override
  public Findings inspect(Path clip, ClipOrder order) {
    return studio.inspect(clip, order);
  }
}
