package io.plimsoll.stats.fit;

/**
 * A parameter of a {@link Model} and the values it may take. Immutable.
 *
 * @param name as results and messages call it
 * @param lower smallest value allowed; negative infinity when there is none
 * @param upper largest value allowed; positive infinity when there is none
 */
public record Parameter(String name, double lower, double upper) {

  public Parameter {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(name + ": lower " + lower + " is not below " + upper);
    }
  }

  /** Any real number. */
  public static Parameter free(String name) {
    return new Parameter(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Zero or above. */
  public static Parameter nonNegative(String name) {
    return new Parameter(name, 0, Double.POSITIVE_INFINITY);
  }

  boolean allows(double value) {
    return value >= lower && value <= upper;
  }

  double nearest(double value) {
    return Math.max(lower, Math.min(upper, value));
  }
}
