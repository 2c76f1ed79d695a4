package io.argen.sample;

import java.util.List;

/** What lies behind the head: wall, neck, clothes. */
final class Backdrop {
  private static final double[] NO_SKIN = {60, 14, 18};

  private Backdrop() {}

  /** A plain wall of a colour, a little lighter on one side. */
  static Picture wall(List<Double> lab, long seed) {
    Plane broad = Noise.of(seed, 60);
    Plane fine = Noise.of(seed + 1, 1.0);
    Picture out = new Picture(new Plane(), new Plane(), new Plane());
    int n = Plane.SIDE;
    for (int i = 0; i < n * n; i++) {
      double x = (i % n) / (double) n - 0.5;
      double y = Math.floorDiv(i, n) / (double) n - 0.5;
      double light = 4 * x - 6 * y - 10 * (x * x + y * y);
      out.lab[0].v[i] = (float) (lab.get(0) + light + 0.8 * broad.v[i] + 0.5 * fine.v[i]);
      out.lab[1].v[i] = lab.get(1).floatValue();
      out.lab[2].v[i] = lab.get(2).floatValue();
    }
    return out;
  }

  /** The neck that clothes of the portrait hide: skin in the chin's shadow. */
  static Picture neck(Picture on, double[][] target, List<Double> skin, long seed) {
    double[] mean = skin.isEmpty() ? NO_SKIN : skin.stream().mapToDouble(v -> v).toArray();
    Box box = Box.of(target);
    double half = 0.42 * box.width;
    Plane mask =
        Masks.polygons(
            List.<double[][]>of(
                new double[][] {
                  {box.chinX - 0.7 * half, box.chinY - 0.25 * box.height},
                  {box.chinX + 0.7 * half, box.chinY - 0.25 * box.height},
                  {box.chinX + 0.86 * half, box.chinY - 0.05 * box.height},
                  {box.chinX + 1.02 * half, box.chinY + 0.12 * box.height},
                  {box.chinX + 1.9 * half, box.chinY + 0.3 * box.height},
                  {box.chinX + 2.5 * half, Plane.SIDE + 30},
                  {box.chinX - 2.5 * half, Plane.SIDE + 30},
                  {box.chinX - 1.9 * half, box.chinY + 0.3 * box.height},
                  {box.chinX - 1.02 * half, box.chinY + 0.12 * box.height},
                  {box.chinX - 0.86 * half, box.chinY - 0.05 * box.height}
                }),
            1,
            3);
    Plane blotch = Noise.of(seed, 9);
    Picture colour = new Picture(new Plane(), new Plane(), new Plane());
    int n = Plane.SIDE;
    for (int i = 0; i < n * n; i++) {
      double x = (i % n - box.chinX) / half;
      double y = ((double) Math.floorDiv(i, n) - box.chinY) / box.height;
      double light = 0.97 - 0.16 * x * x - 0.16 * Math.exp(-Math.pow((y - 0.02) / 0.12, 2));
      // The two tendons that run to the collar bone.
      light += 0.05 * Math.exp(-Math.pow((Math.abs(x) - 0.45 + 0.9 * y) / 0.14, 2));
      colour.lab[0].v[i] = (float) (mean[0] * light + 0.8 * blotch.v[i]);
      colour.lab[1].v[i] = (float) mean[1];
      colour.lab[2].v[i] = (float) (mean[2] * 0.97);
    }
    return on.blend(colour, mask);
  }

  /**
   * A plain garment.
   *
   * @param kind 1 turtleneck, 2 round neckline, 3 open collar
   * @param drop how much lower it sits than usual, in face heights
   */
  static Picture garment(
      Picture on, double[][] target, List<Double> lab, int kind, double drop, long seed) {
    Box box = Box.of(target);
    double half = 0.44 * box.width;
    double h = box.height;
    double cx = box.chinX;
    double cy = box.chinY + drop * h;
    double fall = kind == 1 ? 0.12 : 0.10;
    double[][] body = {
      {cx - half, cy + fall * h},
      {cx - 1.5 * half, cy + (fall + 0.05) * h},
      {-40, cy + 0.24 * h},
      {-40, Plane.SIDE + 40},
      {Plane.SIDE + 40, Plane.SIDE + 40},
      {Plane.SIDE + 40, cy + 0.24 * h},
      {cx + 1.5 * half, cy + (fall + 0.05) * h},
      {cx + half, cy + fall * h}
    };
    Plane mask = Masks.polygons(List.<double[][]>of(body), 1, 2);
    Plane edge = new Plane();
    if (kind == 1) {
      double[][] tube = {
        {cx - 0.62 * half, cy - 0.25 * h},
        {cx + 0.62 * half, cy - 0.25 * h},
        {cx + 0.9 * half, cy - 0.02 * h},
        {cx + 1.04 * half, cy + 0.2 * h},
        {cx - 1.04 * half, cy + 0.2 * h},
        {cx - 0.9 * half, cy - 0.02 * h}
      };
      Plane collar = Masks.polygons(List.<double[][]>of(tube), 1, 2.5);
      for (int i = 0; i < mask.v.length; i++) {
        mask.v[i] = Math.max(mask.v[i], collar.v[i]);
        edge.v[i] = collar.v[i];
      }
    } else {
      double deep = kind == 2 ? 0.21 : 0.4;
      double[][] opening = new double[25][2];
      for (int k = 0; k < opening.length; k++) {
        double t = Math.PI * k / (opening.length - 1);
        double round = kind == 2 ? Math.sin(t) : 1 - Math.abs(1 - 2 * t / Math.PI);
        opening[k][0] = cx + half * 1.04 * Math.cos(t);
        opening[k][1] = cy + (0.06 + (deep - 0.06) * round) * h;
      }
      Plane open = Masks.polygons(List.<double[][]>of(opening), 1, 1.6);
      Plane wide = Masks.polygons(List.<double[][]>of(opening), 1.13, 2.2);
      for (int i = 0; i < mask.v.length; i++) {
        mask.v[i] *= 1 - open.v[i];
        edge.v[i] = wide.v[i] - open.v[i];
      }
    }
    Plane folds = Noise.of(seed + 5, 22);
    Plane cloth = Noise.band(seed + 6, 0.9, 3);
    Plane rim = edge.minus(edge.blurred(5));
    Picture colour = new Picture(new Plane(), new Plane(), new Plane());
    int n = Plane.SIDE;
    for (int i = 0; i < n * n; i++) {
      double x = (i % n - cx) / (0.5 * n);
      double y = ((double) Math.floorDiv(i, n) - cy) / h;
      double l = lab.get(0) * (1.02 - 0.2 * x * x) + 5 * (y - 0.2);
      l += (0.05 * lab.get(0) + 1) * folds.v[i] + 0.9 * cloth.v[i] + 9 * rim.v[i];
      // The collar goes round the neck.
      double round = (i % n - cx) / half;
      l *= kind == 1 ? 1 - 0.22 * edge.v[i] * Math.min(1.2, round * round) : 1;
      colour.lab[0].v[i] = (float) l;
      colour.lab[1].v[i] = lab.get(1).floatValue();
      colour.lab[2].v[i] = lab.get(2).floatValue();
    }
    return on.blend(colour, mask);
  }

  /** Chin, height and width of a face in the picture. */
  private record Box(double chinX, double chinY, double height, double width) {
    static Box of(double[][] target) {
      double chinX = 0.2 * target[152][0] + 0.4 * (target[172][0] + target[397][0]);
      return new Box(
          chinX, target[152][1], target[152][1] - target[10][1], target[454][0] - target[234][0]);
    }
  }
}
