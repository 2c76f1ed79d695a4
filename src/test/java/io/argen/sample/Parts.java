package io.argen.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Which pixels are skin, hair, clothes: soft masks 0-1.
 *
 * @param head hair, cap, face, ears and neck
 * @param skin what of the head is skin
 * @param cap what of the head is a uniform cap that must change
 * @param clothes what is kept of the clothes, behind the head
 */
record Parts(Plane head, Plane skin, Plane cap, Plane clothes) {

  /** Hair, and caps that may stay. */
  Plane hair() {
    return head.times(skin.scaled(-1, 1)).times(cap.scaled(-1, 1));
  }

  Parts pulled(Spline spline) {
    return new Parts(spline.pull(head), spline.pull(skin), spline.pull(cap), spline.pull(clothes));
  }

  /** The masks along the picture's own edges (a guided filter, He, Sun, Tang 2010). */
  Parts refined(Plane lightness) {
    Plane guide = lightness.scaled(0.01, 0);
    return new Parts(
        guided(head, guide, 7), guided(skin, guide, 6), guided(cap, guide, 3), clothes.blurred(3));
  }

  private static Plane guided(Plane mask, Plane guide, double sigma) {
    Plane meanG = guide.blurred(sigma);
    Plane meanM = mask.blurred(sigma);
    Plane corr = guide.times(mask).blurred(sigma).minus(meanG.times(meanM));
    Plane var = guide.times(guide).blurred(sigma).minus(meanG.times(meanG));
    Plane a = new Plane();
    Plane b = new Plane();
    for (int i = 0; i < a.v.length; i++) {
      a.v[i] = corr.v[i] / (var.v[i] + 0.0008f);
      b.v[i] = meanM.v[i] - a.v[i] * meanG.v[i];
    }
    Plane smoothA = a.blurred(sigma / 2);
    Plane smoothB = b.blurred(sigma / 2);
    Plane out = new Plane();
    for (int i = 0; i < a.v.length; i++) {
      out.v[i] = smoothA.v[i] * guide.v[i] + smoothB.v[i];
    }
    return out.step(0.12, 0.88);
  }

  /** Mean L, a, b of cheeks, nose and brow, and the standard deviation of L. */
  static double[] skinMean(Picture picture, double[][] target) {
    Plane inner = bare(target);
    double[] mean = new double[4];
    for (int c = 0; c < 3; c++) {
      mean[c] = picture.lab[c].mean(inner);
    }
    Plane l = picture.lightness().scaled(1, -mean[0]);
    mean[3] = Math.sqrt(l.times(l).mean(inner));
    return mean;
  }

  /** The inner face without eyes, brows and lips. */
  static Plane bare(double[][] target) {
    Plane inner = Masks.polygon(target, Masks.INNER, 0.95, 3);
    List<double[][]> without = new ArrayList<>();
    for (int[] ids :
        List.of(Masks.LIPS, Masks.EYE_LEFT, Masks.EYE_RIGHT, Masks.BROW_LEFT, Masks.BROW_RIGHT)) {
      without.add(Masks.pick(target, ids));
    }
    Plane rest = Masks.polygons(without, 1.25, 2);
    return inner.times(rest.scaled(-1, 1));
  }
}
