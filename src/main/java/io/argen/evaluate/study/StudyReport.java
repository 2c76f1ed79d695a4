package io.argen.evaluate.study;

import io.argen.evaluate.metric.Estimate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a study found; {@code result.json}. All measures are means over seeds on test clips of all
 * folds together, each judged by the recognisers that know neither it nor its person.
 *
 * @param schema {@code argen/evaluate-study/1}
 * @param data the data set's folder
 * @param layout how it was read
 * @param split {@code published} or {@code dealt} by person
 * @param folds number of folds
 * @param seeds trainings of each arm in each fold
 * @param recognizer {@code mesh} or {@code video}
 * @param updates of every training
 * @param labels classes in the order of rows, columns and probabilities
 * @param clips test clips a label
 * @param withoutFace clips that show no face and are left out everywhere
 * @param arms in the order asked for
 * @param pools what was made of synthetic clips
 * @param seconds of this start
 */
public record StudyReport(
    String schema,
    String data,
    String layout,
    String split,
    int folds,
    int seeds,
    String recognizer,
    int updates,
    List<String> labels,
    SortedMap<String, Integer> clips,
    int withoutFace,
    List<ArmResult> arms,
    List<PoolResult> pools,
    double seconds) {

  /**
   * One arm.
   *
   * @param name its name
   * @param real real training clips, mean over folds
   * @param synthetic synthetic training clips, mean over folds
   * @param uar mean recall of the classes
   * @param war share that is right
   * @param macroF1 mean F1 of the classes
   * @param seedSpread standard deviation of the UAR over seeds
   * @param uarByFold UAR of each fold alone, whose mean published tables give
   * @param calibrationError expected calibration error, 15 bins
   * @param recall label to recall
   * @param confusion rows are truths, summed over seeds
   * @param against reference arm to the difference from it
   */
  public record ArmResult(
      String name,
      double real,
      double synthetic,
      Estimate uar,
      Estimate war,
      Estimate macroF1,
      double seedSpread,
      List<Double> uarByFold,
      double calibrationError,
      SortedMap<String, Recall> recall,
      List<List<Long>> confusion,
      SortedMap<String, Contrast> against) {}

  /**
   * Recall of a class.
   *
   * @param low lower end of the 95 % interval; null if too few people show the class
   * @param high upper end
   */
  public record Recall(double value, @Nullable Double low, @Nullable Double high, int clips) {}

  /**
   * UAR of an arm less that of a reference.
   *
   * @param low lower end of the 95 % interval
   * @param high upper end
   * @param p of the paired permutation test
   * @param pHolm the same after Holm's correction for all arms against this reference
   */
  public record Contrast(double difference, double low, double high, double p, double pHolm) {}

  /**
   * Synthetic clips of one origin.
   *
   * @param name of the origin
   * @param made label to clips made, mean over folds
   * @param shortfall label to clips no source was left for, mean over folds
   * @param rejected clips that failed the check and were replaced, mean over folds
   * @param judge the real-only arm whose recognisers were asked about them
   * @param recall label to the share of these clips that those recognisers take for their label
   */
  public record PoolResult(
      String name,
      SortedMap<String, Double> made,
      SortedMap<String, Double> shortfall,
      double rejected,
      String judge,
      SortedMap<String, Double> recall) {}
}
