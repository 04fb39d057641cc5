package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.fit.Parameter;
import java.util.List;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/**
 * Use U of a resource (a share, or a plain number such as a queue's length) as a function of load
 * N. By the utilisation law (Denning and Buzen 1978) U = U₀ + X·D, so it grows as throughput does.
 */
public enum UseModel implements Curve {
  /** U = U₀: the load does not use it. */
  STEADY(true, "U = U₀", Parameter.nonNegative("U₀")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return p[0].add(n.multiply(0));
    }

    @Override
    double[] guess(double least, double growth, double widest) {
      return new double[] {least + growth * widest / 2};
    }
  },
  /** Throughput that goes with load: U = U₀ + kN. */
  LINE(true, "U = U₀ + kN", Parameter.nonNegative("U₀"), Parameter.nonNegative("k")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return p[0].add(n.multiply(p[1]));
    }

    @Override
    double[] guess(double least, double growth, double widest) {
      return new double[] {least, growth};
    }
  },
  /** Throughput that something else holds from N* on: use stops growing there. */
  SATURATION(
      true,
      "U = U₀ + kN / (1 + (N/N*)^8)^(1/8)",
      Parameter.nonNegative("U₀"),
      Parameter.nonNegative("k"),
      Parameter.nonNegative("N*")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      DerivativeStructure sharpness = p[0].multiply(0).add(SHARPNESS);
      DerivativeStructure held = ScalingModel.bend(n, p[2], sharpness).negate().exp();
      return p[0].add(n.multiply(p[1]).multiply(held));
    }

    @Override
    double[] guess(double least, double growth, double widest) {
      return new double[] {least, 2 * growth, widest / 2};
    }
  },
  /** U = U₀ + kN^b. */
  POWER(
      false,
      "U = U₀ + kN^b",
      Parameter.nonNegative("U₀"),
      Parameter.nonNegative("k"),
      Parameter.nonNegative("b")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return p[0].add(n.log().multiply(p[2]).exp().multiply(p[1]));
    }

    @Override
    double[] guess(double least, double growth, double widest) {
      return new double[] {least, growth, 1};
    }
  };

  /** Few levels can't tell a corner's place and its sharpness, too. */
  private static final double SHARPNESS = 8;

  private final boolean law;
  private final String formula;

  @SuppressWarnings("ImmutableEnumChecker") // List.of, of records
  private final List<Parameter> parameters;

  UseModel(boolean law, String formula, Parameter... parameters) {
    this.law = law;
    this.formula = formula;
    this.parameters = List.of(parameters);
  }

  abstract DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p);

  abstract double[] guess(double least, double growth, double widest);

  @Override
  public boolean law() {
    return law;
  }

  @Override
  public String formula() {
    return formula;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public DerivativeStructure value(double[] x, DerivativeStructure[] p) {
    return of(p[0].multiply(0).add(x[0]), p);
  }

  @Override
  public double[] guess(Observations data) {
    Extent extent = Extent.of(data);
    double rise = Math.max(extent.most() - extent.least(), 1e-9);
    double growth = rise / Math.max(extent.widest(), Double.MIN_NORMAL);
    return guess(Math.max(extent.least(), 0), growth, extent.widest());
  }
}
