package io.plimsoll.stats.scaling;

import io.plimsoll.stats.fit.Observations;
import io.plimsoll.stats.fit.Parameter;
import java.util.List;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/** Throughput X (completed per second) as a function of load N (concurrency, users or servers). */
public enum ScalingModel implements Curve {
  /** X = λN. */
  LINEAR("X = λN", Parameter.nonNegative("λ")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return n.multiply(p[0]);
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.slope()};
    }
  },
  /** Amdahl 1967: a share σ of the work is done one at a time. */
  AMDAHL("X = λN / (1 + σ(N−1))", Parameter.nonNegative("λ"), new Parameter("σ", 0, 1)) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return n.multiply(p[0]).divide(p[1].multiply(n.subtract(1)).add(1));
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.slope(), shape.contention()};
    }
  },
  /** The Universal Scalability Law (Gunther 1993, 2007): contention σ and coherency κ. */
  USL(
      "X = λN / (1 + σ(N−1) + κN(N−1))",
      Parameter.nonNegative("λ"),
      Parameter.nonNegative("σ"),
      Parameter.nonNegative("κ")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      DerivativeStructure others = n.subtract(1);
      DerivativeStructure cost = p[1].multiply(others).add(p[2].multiply(n).multiply(others));
      return n.multiply(p[0]).divide(cost.add(1));
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.slope(), shape.contention(), shape.coherency()};
    }
  },
  /**
   * Asymptotic bounds (Denning and Buzen 1978) joined smoothly: λN below, C above, sharper at N* =
   * C/λ the larger s is. What a pool of servers or a lock makes of throughput.
   */
  SATURATION(
      "X = λN / (1 + (N/N*)^s)^(1/s)",
      Parameter.nonNegative("λ"),
      Parameter.nonNegative("N*"),
      new Parameter("s", 1, 50)) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return n.multiply(p[0]).multiply(bend(n, p[1], p[2]).negate().exp());
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.slope(), shape.highest() / shape.slope(), 4};
    }
  },
  /** Gustafson 1988: the work grows with N, but for a share σ. */
  GUSTAFSON("X = λ(N − σ(N−1))", Parameter.nonNegative("λ"), new Parameter("σ", 0, 1)) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return n.subtract(p[1].multiply(n.subtract(1))).multiply(p[0]);
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.slope(), shape.contention()};
    }
  },
  /** X = aN^b. */
  POWER("X = aN^b", Parameter.nonNegative("a"), Parameter.nonNegative("b")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return n.log().multiply(p[1]).exp().multiply(p[0]);
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.slope(), 0.8};
    }
  },
  /** Logistic growth (Verhulst 1838). */
  LOGISTIC(
      "X = C / (1 + e^(−k(N−m)))",
      Parameter.nonNegative("C"),
      Parameter.nonNegative("k"),
      Parameter.free("m")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      DerivativeStructure power = n.subtract(p[2]).multiply(p[1]).negate().exp();
      return p[0].divide(power.add(1));
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.highest(), 4 / shape.widest(), shape.widest() / 4};
    }
  },
  /** Exponential approach to a ceiling. */
  EXPONENTIAL("X = C(1 − e^(−kN))", Parameter.nonNegative("C"), Parameter.nonNegative("k")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return n.multiply(p[1]).negate().exp().negate().add(1).multiply(p[0]);
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.highest(), shape.slope() / shape.highest()};
    }
  },
  /** X = aN + bN². */
  POLYNOMIAL("X = aN + bN²", Parameter.free("a"), Parameter.free("b")) {
    @Override
    DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p) {
      return n.multiply(p[0]).add(n.multiply(n).multiply(p[1]));
    }

    @Override
    double[] guess(Shape shape) {
      return new double[] {shape.slope(), -shape.slope() * shape.contention() / 2};
    }
  };

  private final String formula;

  @SuppressWarnings("ImmutableEnumChecker") // List.of, of records
  private final List<Parameter> parameters;

  ScalingModel(String formula, Parameter... parameters) {
    this.formula = formula;
    this.parameters = List.of(parameters);
  }

  /** ln (1 + (N/N*)^s)^(1/s): 0 far below N*, ln N/N* far above. */
  static DerivativeStructure bend(
      DerivativeStructure n, DerivativeStructure corner, DerivativeStructure sharpness) {
    DerivativeStructure ratio = n.divide(corner).log().multiply(sharpness);
    // ln(1 + e^r), without overflow
    DerivativeStructure bend =
        ratio.getValue() > 0
            ? ratio.negate().exp().add(1).log().add(ratio)
            : ratio.exp().add(1).log();
    return bend.divide(sharpness);
  }

  abstract DerivativeStructure of(DerivativeStructure n, DerivativeStructure[] p);

  abstract double[] guess(Shape shape);

  @Override
  public boolean law() {
    return switch (this) {
      case LINEAR, AMDAHL, USL, SATURATION, GUSTAFSON -> true;
      case POWER, LOGISTIC, EXPONENTIAL, POLYNOMIAL -> false;
    };
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
    return guess(Shape.of(data));
  }
}
