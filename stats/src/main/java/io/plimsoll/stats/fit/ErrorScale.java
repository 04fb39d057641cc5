package io.plimsoll.stats.fit;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;

/** What the scatter of observations is proportional to. */
public enum ErrorScale {
  /** The same everywhere: residuals are y − f(x). */
  ABSOLUTE {
    @Override
    double of(double y) {
      return y;
    }

    @Override
    DerivativeStructure of(DerivativeStructure value) {
      return value;
    }
  },
  /**
   * In proportion to the value: residuals are ln y − ln f(x), the model transformed with the data
   * (Carroll and Ruppert 1984, transform both sides). Needs y above 0.
   */
  RELATIVE {
    @Override
    double of(double y) {
      return Math.log(y);
    }

    @Override
    DerivativeStructure of(DerivativeStructure value) {
      return value.log();
    }
  };

  abstract double of(double y);

  abstract DerivativeStructure of(DerivativeStructure value);
}
