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
 * neither. While the first twenty values are still remembered, those of them that lie above the
 * rest are left out: as many as MSER says (White 1997: the truncation with the least standard error
 * of the mean), two thirds at most. Not thread-safe.
 */
public final class MovingBaseline {
  /** Values before there is an opinion. */
  public static final int FEWEST = 12;

  private static final int REFRESH = 4;
  private static final double UNCERTAIN = 8;
  private static final int FEWEST_SETTLED = 8;
  private static final int FEWEST_UNSETTLED = 3; // a median does not mind one or two
  private static final int LONGEST_START = 20; // values; what becomes faster later is no cold start
  private static final double ABOVE = 2; // deviations
  private static final double TO_DEVIATION_FROM_MEDIAN = 1.4826;
  private static final double TO_DEVIATION_FROM_MEAN = 1.2533;

  private final float[] kept;
  private final double grain;
  private int count;
  private int ever; // as many as matter: until the first is forgotten for long
  private int used;
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
    count = Math.min(kept.length, count + 1);
    ever = Math.min(2 * kept.length, ever + 1);
    if (++sinceRefresh >= REFRESH || count <= FEWEST) {
      refresh();
    }
  }

  /** Forgets everything. */
  public void clear() {
    count = 0;
    ever = 0;
    used = 0;
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
    double widened = scale * (1 + UNCERTAIN / used);
    return isKnown() ? (value - median) / Math.max(Math.max(widened, grain), noise) : 0;
  }

  private void refresh() {
    sinceRefresh = 0;
    describe(0);
    int forgotten = ever - count;
    int unsettled = forgotten < LONGEST_START ? Settling.length(ordered()) : 0;
    boolean start = forgotten + unsettled <= LONGEST_START;
    if (!start || unsettled < FEWEST_UNSETTLED || count - unsettled < FEWEST_SETTLED) {
      return;
    }
    double before = mean(unsettled);
    describe(unsettled);
    if (before < median + ABOVE * Math.max(scale, grain)) {
      describe(0);
    }
  }

  /** Median and scale of all values but so many of the oldest. */
  private void describe(int from) {
    float[] sorted = Arrays.copyOfRange(ordered(), from, count);
    used = sorted.length;
    median = middle(sorted);
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (float) Math.abs(sorted[i] - median);
      sum += sorted[i];
    }
    double mad = middle(sorted);
    scale = mad > 0 ? TO_DEVIATION_FROM_MEDIAN * mad : TO_DEVIATION_FROM_MEAN * sum / sorted.length;
  }

  /** Of so many of the oldest. */
  private double mean(int upTo) {
    double sum = 0;
    for (int i = 0; i < upTo; i++) {
      sum += kept[(next - count + i + kept.length) % kept.length];
    }
    return sum / upTo;
  }

  private float[] ordered() {
    float[] ordered = new float[count];
    for (int i = 0; i < count; i++) {
      ordered[i] = kept[(next - count + i + kept.length) % kept.length];
    }
    return ordered;
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
    out.putVarint(ever);
    out.putVarint(used);
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
    ever = (int) in.varint();
    used = (int) in.varint();
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
