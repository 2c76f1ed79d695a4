package io.argen.evaluate;

import io.argen.run.AtomicFiles;
import io.argen.run.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How well clips are made again from one of their frames.
 *
 * @param clips one row a clip and method
 * @param bars whether each clip meets both bars with the fitted basis and residual
 */
public record ReenactmentReport(String schema, List<Row> clips, List<Bar> bars) {

  /**
   * One clip, one method.
   *
   * @param frames compared
   * @param ssim mean in the face region
   * @param psnrDb mean in the face region
   * @param landmarkError mean distance of the 468 points, found again in both pictures, over the
   *     distance of the outer eye corners
   * @param lost frames in whose picture no face was found again
   */
  public record Row(
      String clip,
      String method,
      int frames,
      double ssim,
      double psnrDb,
      double landmarkError,
      int lost) {}

  /**
   * A clip's bars.
   *
   * @param ssimGain fitted + residual over the still frame
   * @param landmarkRatio the still frame's error over that of fitted + residual
   */
  public record Bar(
      String clip, double ssimGain, double landmarkRatio, boolean ssimMet, boolean landmarkMet) {}

  private static final double LEAST_RATIO = 2;

  /** Of rows in any order. */
  public static ReenactmentReport of(List<Row> rows) {
    List<Bar> bars =
        rows.stream()
            .map(Row::clip)
            .distinct()
            .map(
                clip -> {
                  Row still = find(rows, clip, ReenactmentStudy.STILL);
                  Row best = find(rows, clip, ReenactmentStudy.RESIDUAL);
                  double gain = best.ssim - still.ssim;
                  double ratio = still.landmarkError / Math.max(1e-9, best.landmarkError);
                  return new Bar(clip, gain, ratio, gain > 0, ratio >= LEAST_RATIO);
                })
            .toList();
    return new ReenactmentReport("argen/evaluate-reenactment/1", List.copyOf(rows), bars);
  }

  private static Row find(List<Row> rows, String clip, String method) {
    return rows.stream()
        .filter(row -> row.clip.equals(clip) && row.method.equals(method))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(clip + " has no row " + method));
  }

  /** Writes {@code reenactment.csv}, {@code .json} and {@code .md}. */
  public void write(Path folder) {
    AtomicFiles.write(folder.resolve("reenactment.json"), Json.pretty(this));
    StringBuilder csv = new StringBuilder("clip,method,frames,ssim,psnr_db,landmark_error,lost\n");
    for (Row r : clips) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%.4f,%.2f,%.4f,%d%n",
              r.clip,
              r.method,
              r.frames,
              r.ssim,
              r.psnrDb,
              r.landmarkError,
              r.lost));
    }
    AtomicFiles.write(folder.resolve("reenactment.csv"), csv.toString());
    AtomicFiles.write(folder.resolve("reenactment.md"), markdown());
  }

  /** One line a clip: SSIM / PSNR / landmark error of each method. */
  public String markdown() {
    List<String> methods = clips.stream().map(Row::method).distinct().toList();
    StringBuilder text = new StringBuilder("| clip | frames |");
    methods.forEach(m -> text.append(' ').append(m).append(" |"));
    text.append(" landmark ratio |\n|---|---|");
    methods.forEach(m -> text.append("---|"));
    text.append("---|\n");
    for (Bar bar : bars) {
      text.append("| ").append(bar.clip).append(" | ");
      text.append(find(clips, bar.clip, methods.get(0)).frames).append(" |");
      for (String method : methods) {
        Row r = find(clips, bar.clip, method);
        text.append(
            String.format(Locale.ROOT, " %.3f / %.1f / %.4f |", r.ssim, r.psnrDb, r.landmarkError));
      }
      text.append(String.format(Locale.ROOT, " %.1f |%n", bar.landmarkRatio));
    }
    return text.toString();
  }
}
