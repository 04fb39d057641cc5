package io.plimsoll.stats.anomaly;

/**
 * An anomaly with a beginning and an end: it opens when two of the last three windows were unusual,
 * which a single hiccup never is, and closes after three usual ones in a row. Immutable.
 *
 * @param last whether each of the last three windows was unusual, the newest in the lowest bit
 * @param open whether it lasts
 * @param sinceMicros start of its first unusual window, or of the newest unusual one before it
 *     opens
 * @param untilMicros end of its last unusual window
 */
public record Episode(int last, boolean open, long sinceMicros, long untilMicros) {
  private static final int THREE = 0b111;
  private static final int TO_OPEN = 2;

  /** Nothing unusual yet. */
  public static final Episode NONE = new Episode(0, false, 0, 0);

  /** After a window. */
  public Episode next(boolean unusual, long startMicros, long endMicros) {
    int recent = (last << 1 | (unusual ? 1 : 0)) & THREE;
    if (open) {
      return new Episode(recent, recent != 0, sinceMicros, unusual ? endMicros : untilMicros);
    }
    if (!unusual) {
      return new Episode(recent, false, sinceMicros, untilMicros);
    }
    boolean opens = Integer.bitCount(recent) >= TO_OPEN;
    return new Episode(recent, opens, opens ? sinceMicros : startMicros, endMicros);
  }

  /** Whether nothing is unusual, so that what is usual can be learned. */
  public boolean isQuiet() {
    return !open && (last & 1) == 0;
  }
}
