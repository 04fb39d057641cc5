package io.plimsoll.stats.trend;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What a test of the Mann–Kendall family found.
 *
 * @param score Kendall's S: rising pairs less falling ones
 * @param variance of S when there is no trend
 * @param z the standardised score
 * @param pValue two-sided
 * @param tau S as a share of all pairs, −1…1
 */
public record TrendTest(double score, double variance, double z, double pValue, double tau) {

  /** Standardised with the correction for continuity, as scores of whole numbers are. */
  static TrendTest continuous(double score, double variance, double pairs) {
    double z = variance <= 0 ? 0 : (score - Math.signum(score)) / Math.sqrt(variance);
    return of(score, variance, z, pairs);
  }

  /** Standardised plainly. */
  static TrendTest plain(double score, double variance, double pairs) {
    double z = variance <= 0 ? 0 : score / Math.sqrt(variance);
    return of(score, variance, z, pairs);
  }

  private static TrendTest of(double score, double variance, double z, double pairs) {
    double p = 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z));
    return new TrendTest(score, variance, z, p, pairs == 0 ? 0 : score / pairs);
  }

  /** The same score with its variance scaled, for values that hang together. */
  TrendTest inflated(double factor) {
    return continuous(score, variance * factor, tau == 0 ? 0 : score / tau);
  }

  /** Which way the series goes, at a two-sided level such as 0.05. */
  public Direction direction(double level) {
    if (pValue >= level) {
      return Direction.NONE;
    }
    return z > 0 ? Direction.INCREASING : Direction.DECREASING;
  }

  /** Which way a series goes. */
  public enum Direction {
    INCREASING,
    DECREASING,
    NONE
  }
}
