package io.plimsoll.stats.fit;

/**
 * Where a quantity lies, at a stated confidence. An infinite end says that the data set no bound.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no interval: " + low + " to " + high);
    }
  }

  public boolean contains(double value) {
    return value >= low && value <= high;
  }
}
