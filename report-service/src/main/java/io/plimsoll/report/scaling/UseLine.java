package io.plimsoll.report.scaling;

import io.plimsoll.stats.fit.Interval;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Use of a resource over throughput: a line, by the utilisation law U = U₀ + X·D.
 *
 * @param slope demand D
 * @param intercept use at rest U₀
 * @param half half of the slope's 95 % interval
 */
record UseLine(double slope, double intercept, double half) {

  static UseLine of(double[] throughput, double[] use) {
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < use.length; i++) {
      line.addData(throughput[i], use[i]);
    }
    return new UseLine(line.getSlope(), line.getIntercept(), line.getSlopeConfidenceInterval());
  }

  /** Throughput at which it is used up; empty when use does not grow surely. */
  Optional<Estimate> reaches(double full) {
    if (!(slope - half > 0)) {
      return Optional.empty();
    }
    double left = full - intercept;
    return Optional.of(
        Estimate.of(
            left / slope, Optional.of(new Interval(left / (slope + half), left / (slope - half)))));
  }
}
