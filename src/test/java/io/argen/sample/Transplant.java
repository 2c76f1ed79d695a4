package io.argen.sample;

/** Puts a region of one picture into another so that no seam shows. */
final class Transplant {
  private Transplant() {}

  /**
   * The donor's detail in the mask with the host's shading: the difference of the two along the
   * mask's rim, spread smoothly over its inside, is added to the donor (a membrane, as in Poisson
   * cloning).
   *
   * @param keep share of the donor's own large-scale shading that stays, 0-1
   */
  static Picture into(Picture host, Picture donor, Plane mask, double keep) {
    Plane rim = new Plane();
    for (int i = 0; i < rim.v.length; i++) {
      float m = mask.v[i];
      rim.v[i] = 4 * m * (1 - m);
    }
    Picture out = host.copy();
    double[] sigmas = {9, 20, 45, 110};
    for (int c = 0; c < 3; c++) {
      Plane difference = host.lab[c].minus(donor.lab[c]).times(rim);
      float[] sum = new float[rim.v.length];
      float[] weight = new float[rim.v.length];
      for (double sigma : sigmas) {
        Plane d = difference.blurred(sigma);
        Plane w = rim.blurred(sigma);
        double trust = 1 / (sigma * sigma);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += (float) (trust * d.v[i]);
          weight[i] += (float) (trust * w.v[i]);
        }
      }
      for (int i = 0; i < sum.length; i++) {
        float m = mask.v[i];
        if (m > 0) {
          double shift = keep(m, keep) * sum[i] / (weight[i] + 1e-7);
          out.lab[c].v[i] = (float) (host.lab[c].v[i] * (1 - m) + m * (donor.lab[c].v[i] + shift));
        }
      }
    }
    return out;
  }

  private static double keep(double mask, double keep) {
    return 1 - keep * mask;
  }
}
