package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.fit.Parameter;
import io.plimsoll.stats.queue.ErlangC;
import java.util.List;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/** Response time R as a function of load N; the unit is that of the responses given. */
public enum ResponseModel implements Curve {
  /** R = S: as if nobody else were there. */
  CONSTANT(true, "R = S", Parameter.nonNegative("S")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return p[0].add(n.multiply(0));
    }

    @Override
    double[] guess(double least, double most, double widest) {
      return new double[] {least};
    }
  },
  /** M/M/1 with N as the arrival rate: R = S / (1 − N/C) (Kleinrock 1975, 3.2). */
  QUEUE(true, "R = S / (1 − N/C)", Parameter.nonNegative("S"), Parameter.nonNegative("C")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return p[0].divide(n.divide(p[1]).negate().add(1));
    }

    @Override
    double[] guess(double least, double most, double widest) {
      return new double[] {least, widest * (1 + least / Math.max(most, least))};
    }
  },
  /**
   * M/M/c with N as the arrival rate and C as what all c servers together complete (Kleinrock 1975,
   * 3.5); c need not be whole. Flat where M/M/1 already waits.
   */
  SERVERS(
      true,
      "R = S(1 + W), W the wait of M/M/c at N/C",
      Parameter.nonNegative("S"),
      Parameter.nonNegative("C"),
      new Parameter("c", 1, 512)) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return waiting(n.divide(p[1]), p[2]).add(1).multiply(p[0]);
    }

    @Override
    double[] guess(double least, double most, double widest) {
      return new double[] {least, widest * (1 + least / Math.max(most, least)), 4};
    }
  },
  /** By Little's law from the Universal Scalability Law: R = S(1 + σ(N−1) + κN(N−1)). */
  CONTENTION(
      true,
      "R = S(1 + σ(N−1) + κN(N−1))",
      Parameter.nonNegative("S"),
      Parameter.nonNegative("σ"),
      Parameter.nonNegative("κ")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      DerivativeStructure others = n.subtract(1);
      return p[1].multiply(others).add(p[2].multiply(n).multiply(others)).add(1).multiply(p[0]);
    }

    @Override
    double[] guess(double least, double most, double widest) {
      double growth = Math.max(most / least - 1, 1e-3) / Math.max(widest, 1);
      return new double[] {least, growth / 2, growth / Math.max(widest, 1) / 2};
    }
  },
  /** Flat until N*, then in proportion to the load: what a full pool makes of closed users. */
  SATURATION(
      true,
      "R = S(1 + (N/N*)^s)^(1/s)",
      Parameter.nonNegative("S"),
      Parameter.nonNegative("N*"),
      new Parameter("s", 1, 50)) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return p[0].multiply(ScalingModel.bend(n, p[1], p[2]).exp());
    }

    @Override
    double[] guess(double least, double most, double widest) {
      return new double[] {least, widest * least / Math.max(most, least), 4};
    }
  },
  /** R = Se^(kN). */
  EXPONENTIAL(false, "R = S e^(kN)", Parameter.nonNegative("S"), Parameter.nonNegative("k")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return n.multiply(p[1]).exp().multiply(p[0]);
    }

    @Override
    double[] guess(double least, double most, double widest) {
      return new double[] {least, Math.log(Math.max(most / least, 1.01)) / widest};
    }
  };

  private static final double STEP = 1e-5;

  private final boolean law;
  private final String formula;

  @SuppressWarnings("ImmutableEnumChecker") // List.of, of records
  private final List<Parameter> parameters;

  ResponseModel(boolean law, String formula, Parameter... parameters) {
    this.law = law;
    this.formula = formula;
    this.parameters = List.of(parameters);
  }

  /** {@link ErlangC#relativeWait} with its first derivatives, by central differences. */
  private static DerivativeStructure waiting(
      DerivativeStructure load, DerivativeStructure servers) {
    double rho = load.getValue();
    double c = servers.getValue();
    double stepRho = STEP * Math.max(Math.min(rho, 1 - rho), STEP);
    double stepC = STEP * c;
    double byRho =
        (ErlangC.relativeWait(c, rho + stepRho) - ErlangC.relativeWait(c, rho - stepRho))
            / (2 * stepRho);
    double byC =
        (ErlangC.relativeWait(c + stepC, rho) - ErlangC.relativeWait(c - stepC, rho)) / (2 * stepC);
    DerivativeStructure alongLoad = load.subtract(rho).multiply(byRho);
    DerivativeStructure alongServers = servers.subtract(c).multiply(byC);
    return alongLoad.add(alongServers).add(ErlangC.relativeWait(c, rho));
  }

  abstract DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p);

  abstract double[] guess(double least, double most, double widest);

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
    return guess(Math.max(extent.least(), Double.MIN_NORMAL), extent.most(), extent.widest());
  }
}
