package io.plimsoll.stats.anomaly;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.Arrays;

/**
 * What is usual by the last values: their median and their median absolute deviation (Hampel 1974),
 * as in {@link Spike}, but cheap enough for hundreds of series a second. Values are kept in single
 * precision, and both figures are worked out anew every {@value #REFRESH} values only.
 *
 * <p>A target that has just been started answers slowly at first, and what is usual by that is
 * neither. While the first {@value #LONGEST_START} values are still remembered, those of them that
 * lie above the rest are left out: as many as MSER says (White 1997: the truncation with the least
 * standard error of the mean), two thirds at most. Not thread-safe.
 */
public final class MovingBaseline {
  /** Values before there is an opinion. */
  public static final int FEWEST = 12;

  private static final int REFRESH = 4;
  private static final double UNCERTAIN = 8;
  private static final int FEWEST_SETTLED = 8;
  private static final int FEWEST_UNSETTLED = 3; // a median does not mind one or two

  /** Values; what becomes faster later is no cold start. */
  static final int LONGEST_START = 20;

  private static final double ABOVE = 2; // deviations
  private static final double TO_DEVIATION_FROM_MEDIAN = 1.4826;
  private static final double TO_DEVIATION_FROM_MEAN = 1.2533;

  private final float[] kept;
  private final double grain;
  private int count;
  private int forgotten; // of the first values; no more than matter are counted
  private int leftOut;
  private int next;
  private int sinceRefresh;
  private double median;
  private double scale;

  /**
   * @param window values kept, at least {@value #FEWEST}
   * @param grain smallest scale, above 0, in the unit of the values
   */
  public MovingBaseline(int window, double grain) {
    if (window < FEWEST || !(grain > 0)) {
      throw new IllegalArgumentException(
          "expected a window of at least 12 and a grain above 0, found " + window + ", " + grain);
    }
    this.kept = new float[window];
    this.grain = grain;
  }

  /** Takes a finite value in. */
  public void add(double value) {
    kept[next] = (float) value;
    next = (next + 1) % kept.length;
    if (count < kept.length) {
      count++;
    } else if (forgotten < LONGEST_START) {
      forgotten++;
    }
    if (++sinceRefresh >= REFRESH || count <= FEWEST) {
      refresh();
    }
  }

  /** Forgets everything. */
  public void clear() {
    count = 0;
    forgotten = 0;
    leftOut = 0;
    next = 0;
    sinceRefresh = 0;
  }

  /** Whether there are enough values for an opinion. */
  public boolean isKnown() {
    return count >= FEWEST;
  }

  /** The usual value; meaningless until it is known. */
  public double median() {
    return median;
  }

  /**
   * Robust standard deviations between a value and the usual; 0 until that is known. A deviation
   * worked out from few values is uncertain and counts for more: 1 + 8/n times as much.
   *
   * @param noise a standard deviation known from elsewhere, such as that of a count; 0 when none is
   */
  public double z(double value, double noise) {
    double widened = scale * (1 + UNCERTAIN / (count - leftOut));
    return isKnown() ? (value - median) / Math.max(Math.max(widened, grain), noise) : 0;
  }

  private void refresh() {
    sinceRefresh = 0;
    if (forgotten >= LONGEST_START || !leaveStartOut()) {
      leftOut = 0;
      describe(Arrays.copyOf(kept, count));
    }
  }

  /** Describes what is settled; false when there was no cold start. */
  private boolean leaveStartOut() {
    float[] ordered = ordered();
    int unsettled = Settling.length(ordered);
    if (unsettled < FEWEST_UNSETTLED
        || unsettled > LONGEST_START - forgotten
        || count - unsettled < FEWEST_SETTLED) {
      return false;
    }
    leftOut = unsettled;
    describe(Arrays.copyOfRange(ordered, unsettled, count));
    double start = 0;
    for (int i = 0; i < unsettled; i++) {
      start += ordered[i];
    }
    return start / unsettled >= median + ABOVE * Math.max(scale, grain);
  }

  /** Oldest first. */
  private float[] ordered() {
    float[] ordered = new float[count];
    int oldest = Math.floorMod(next - count, kept.length);
    for (int i = 0; i < count; i++) {
      ordered[i] = kept[(oldest + i) % kept.length];
    }
    return ordered;
  }

  /** Takes median and scale from these values, which it changes. */
  private void describe(float[] values) {
    median = middle(values);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.abs(values[i] - median);
      sum += values[i];
    }
    double mad = middle(values);
    scale = mad > 0 ? TO_DEVIATION_FROM_MEDIAN * mad : TO_DEVIATION_FROM_MEAN * sum / values.length;
  }

  /** Sorts the values. */
  private static double middle(float[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : ((double) values[half - 1] + values[half]) / 2;
  }

  /** Appends everything that {@link #restore} needs. */
  public void encode(ByteWriter out) {
    out.putVarint(count);
    out.putVarint(forgotten);
    out.putVarint(leftOut);
    out.putVarint(next);
    out.putVarint(sinceRefresh);
    for (int i = 0; i < count; i++) {
      putFloat(out, kept[i]);
    }
    out.putLong(Double.doubleToRawLongBits(median));
    out.putLong(Double.doubleToRawLongBits(scale));
  }

  /** Takes back what {@link #encode} wrote, of the same window and grain. */
  public void restore(ByteReader in) {
    count = (int) in.varint();
    forgotten = (int) in.varint();
    leftOut = (int) in.varint();
    next = (int) in.varint();
    sinceRefresh = (int) in.varint();
    for (int i = 0; i < count; i++) {
      kept[i] = readFloat(in);
    }
    median = Double.longBitsToDouble(in.readLong());
    scale = Double.longBitsToDouble(in.readLong());
  }

  private static void putFloat(ByteWriter out, float value) {
    out.putVarint(Integer.toUnsignedLong(Float.floatToRawIntBits(value)));
  }

  private static float readFloat(ByteReader in) {
    return Float.intBitsToFloat((int) in.varint());
  }
}
