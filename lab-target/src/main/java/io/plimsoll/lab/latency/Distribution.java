package io.plimsoll.lab.latency;

/**
 * A law of positive numbers, drawn from two independent uniform numbers in (0, 1]. Pure and
 * immutable; the unit (milliseconds, bytes) belongs to the user.
 */
public sealed interface Distribution {

  /** The value that belongs to the uniform numbers {@code u} and {@code v}, both in (0, 1]. */
  double value(double u, double v);

  /** The same law with every value multiplied by {@code factor} (not negative). */
  Distribution scaled(double factor);

  /** Always {@code value}. */
  record Constant(double value) implements Distribution {
    public Constant {
      requireNotNegative("value", value);
    }

    @Override
    public double value(double u, double v) {
      return value;
    }

    @Override
    public Distribution scaled(double factor) {
      return new Constant(value * factor);
    }
  }

  /** Evenly between {@code min} and {@code max}. */
  record Uniform(double min, double max) implements Distribution {
    public Uniform {
      requireNotNegative("min", min);
      requireAtLeast("max", max, min);
    }

    @Override
    public double value(double u, double v) {
      return min + (max - min) * u;
    }

    @Override
    public Distribution scaled(double factor) {
      return new Uniform(min * factor, max * factor);
    }
  }

  /** Exponential with {@code mean}, capped at {@code max}. */
  record Exponential(double mean, double max) implements Distribution {
    public Exponential {
      requireNotNegative("mean", mean);
      requireAtLeast("max", max, mean);
    }

    @Override
    public double value(double u, double v) {
      return Math.min(max, -mean * Math.log(u));
    }

    @Override
    public Distribution scaled(double factor) {
      return new Exponential(mean * factor, max * factor);
    }
  }

  /** Lognormal, told by its median and 95th percentile as people state them, capped at max. */
  record LogNormal(double median, double p95, double max) implements Distribution {
    /** The standard normal's 95th percentile. */
    private static final double Z95 = 1.6448536269514722;

    public LogNormal {
      requireNotNegative("median", median);
      requireAtLeast("p95", p95, median);
      requireAtLeast("max", max, p95);
    }

    @Override
    public double value(double u, double v) {
      if (median == 0) {
        return 0;
      }
      double sigma = Math.log(p95 / median) / Z95;
      double normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v); // Box–Muller
      return Math.min(max, median * Math.exp(sigma * normal));
    }

    @Override
    public Distribution scaled(double factor) {
      return new LogNormal(median * factor, p95 * factor, max * factor);
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be a number not below 0, got " + value);
    }
  }

  private static void requireAtLeast(String name, double value, double least) {
    if (!(value >= least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }
}
