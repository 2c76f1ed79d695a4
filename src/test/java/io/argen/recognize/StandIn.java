package io.argen.recognize;

import io.argen.augment.SampleData;
import io.argen.clip.ClipMark;
import io.argen.clip.FrameFolderWriter;
import io.argen.clip.Image;
import io.argen.clip.Images;
import io.argen.clip.Stills;
import io.argen.face.FaceNets;
import io.argen.face.FaceObserver;
import io.argen.face.TestNets;
import io.argen.facs.ActionUnit;
import io.argen.facs.ActionUnits;
import io.argen.facs.Emotion;
import io.argen.motion.ActionUnitBasis;
import io.argen.motion.EmotionPrototypes;
import io.argen.motion.FaceCrop;
import io.argen.motion.FaceRenderer;
import io.argen.motion.MotionFrame;
import io.argen.run.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A data set in the shape of a well-known one, of the demo's invented people: frame folders of
 * three grey pictures of 48 px that end at the apex, seven classes with contempt and without
 * neutral, a long tail, subjects. People have habits: how strong each unit is with them, and one
 * they always show a little. Drawn with the fitted basis, so that it is not just what augment
 * draws.
 */
public final class StandIn {
  private static final Emotion[] CLASSES = {
    Emotion.SURPRISE,
    Emotion.HAPPINESS,
    Emotion.DISGUST,
    Emotion.ANGER,
    Emotion.SADNESS,
    Emotion.FEAR,
    Emotion.CONTEMPT
  };
  private static final double[] SHARES = {0.25, 0.21, 0.18, 0.14, 0.085, 0.08, 0.055};
  private static final int SIDE = 256;
  private static final int CUT = 176;
  private static final int SMALL = 48;

  private StandIn() {}

  /** Writes it: {@code StandIn OUT [takes]}. */
  public static void main(String[] args) throws IOException {
    int takes = args.length > 1 ? Integer.parseInt(args[1]) : 14;
    write(Path.of(args[0]), SampleData.people(), takes, 1);
  }

  /** The same of some people. */
  public static void write(Path out, List<SampleData.SamplePerson> people, int takes, long seed)
      throws IOException {
    FaceNets nets = TestNets.nets();
    FaceRenderer renderer = new FaceRenderer(nets.canonical(), ActionUnitBasis.fitted());
    FaceObserver observer = new FaceObserver(nets, false);
    Files.createDirectories(out.resolve("clips"));
    StringBuilder table = new StringBuilder("file_name,label,subject\n");
    for (SampleData.SamplePerson person : people) {
      Path jpeg = Files.write(out.resolve(person.subject() + ".tmp.jpg"), person.jpeg());
      Image picture = Stills.read(jpeg);
      Files.delete(jpeg);
      FaceCrop crop =
          FaceCrop.square(picture, observer.largest(picture).orElseThrow(), SIDE, nets.canonical());
      FaceRenderer.Session session = renderer.prepare(crop.image(), crop.face());
      RandomGenerator random = Seeds.generator(Seeds.derive(seed, "stand-in", person.subject()));
      float[] habit = new float[ActionUnits.CHANNELS];
      for (int k = 0; k < habit.length; k += 2) {
        habit[k] = (float) Math.exp(0.35 * random.nextGaussian());
        habit[k + 1] = habit[k];
      }
      int always = ActionUnits.CHANNELS / 2 - 1 - random.nextInt(ActionUnit.values().length);
      for (int take = 0; take < takes; take++) {
        Emotion emotion = draw(random);
        float[] apex =
            EmotionPrototypes.apex(emotion, 0.3 + 0.6 * random.nextDouble(), random).toArray();
        for (int k = 0; k < apex.length; k++) {
          apex[k] = apex[k] * habit[k] + (float) Math.abs(0.25 * random.nextGaussian());
        }
        apex[2 * Math.max(0, always)] += 0.6f;
        apex[2 * Math.max(0, always) + 1] += 0.6f;
        apex[ActionUnits.CHANNELS - 2] = 0;
        apex[ActionUnits.CHANNELS - 1] = 0;
        String name = "clips/" + person.subject() + "_" + take;
        double[] course = {0.15 * random.nextDouble(), 0.3 + 0.4 * random.nextDouble(), 1};
        FrameFolderWriter writer =
            FrameFolderWriter.create(out.resolve(name), "png", 25, ClipMark.none());
        Image frame = Image.black(SIDE, SIDE);
        for (double amount : course) {
          float[] now = apex.clone();
          for (int k = 0; k < now.length; k++) {
            now[k] = (float) Math.min(5, now[k] * amount);
          }
          session.render(
              new MotionFrame(
                  ActionUnits.of(now),
                  0,
                  0,
                  0.03 * random.nextGaussian(),
                  0.05 * random.nextGaussian(),
                  0.02 * random.nextGaussian(),
                  0,
                  0),
              frame);
          double corner = (SIDE - CUT) / 2.0;
          writer.write(Images.grey(Images.crop(frame, corner, corner, CUT, CUT, SMALL, SMALL)));
        }
        writer.close();
        table.append(name).append(',').append(emotion.label()).append(',');
        table.append(person.subject()).append('\n');
      }
    }
    Files.writeString(out.resolve("metadata.csv"), table);
  }

  private static Emotion draw(RandomGenerator random) {
    double at = random.nextDouble();
    int k = 0;
    while (k < SHARES.length - 1 && at >= SHARES[k]) {
      at -= SHARES[k++];
    }
    return CLASSES[k];
  }
}
