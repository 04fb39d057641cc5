package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Observations;

/**
 * How far observations reach; a curve begins from it.
 *
 * @param least value
 * @param most the greatest value, at least 0
 * @param widest the greatest load, at least 0
 */
record Extent(double least, double most, double widest) {

  static Extent of(Observations data) {
    double least = Double.MAX_VALUE;
    double most = 0;
    double widest = 0;
    for (int i = 0; i < data.size(); i++) {
      least = Math.min(least, data.y(i));
      most = Math.max(most, data.y(i));
      widest = Math.max(widest, data.x(i));
    }
    return new Extent(least, most, widest);
  }
}
