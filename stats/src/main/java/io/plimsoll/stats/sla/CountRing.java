package io.plimsoll.stats.sla;

import java.util.Arrays;

/**
 * Counts of the last time slots, several counters each, from which the sum over any number of the
 * newest slots is read at once: it keeps sums since the beginning, and subtracts. Slots that are
 * skipped are empty. Not thread-safe.
 */
public final class CountRing {
  private final int slots;
  private final int counters;
  private final long[] sums; // after each slot, by slot modulo their number plus one
  private long newest = Long.MIN_VALUE;
  private long oldest = Long.MIN_VALUE;

  /**
   * @param slots how many are kept, 1 or more
   * @param counters how many counters a slot has, 1 or more
   */
  public CountRing(int slots, int counters) {
    if (slots < 1 || counters < 1) {
      throw new IllegalArgumentException(slots + " slots of " + counters + " counters");
    }
    this.slots = slots;
    this.counters = counters;
    this.sums = new long[(slots + 1) * counters];
  }

  /** The newest slot; the smallest number when there is none. */
  public long newest() {
    return newest;
  }

  /** How many slots are kept. */
  public int slots() {
    return slots;
  }

  /** Makes this the newest slot, if it is newer, with empty ones up to it. */
  public void advanceTo(long slot) {
    if (newest == Long.MIN_VALUE) {
      newest = slot;
      oldest = slot;
      Arrays.fill(sums, 0);
      return;
    }
    if (slot - newest > slots) { // everything kept is empty from now on
      long[] all = row(newest);
      System.arraycopy(all, 0, sums, 0, counters);
      for (int i = 1; i <= slots; i++) {
        System.arraycopy(sums, 0, sums, i * counters, counters);
      }
      newest = slot;
      return;
    }
    while (newest < slot) {
      int from = at(newest);
      newest++;
      System.arraycopy(sums, from, sums, at(newest), counters);
    }
  }

  /**
   * Adds to a slot, which may be an older one that is still kept.
   *
   * @return false when it is older than that
   */
  public boolean add(long slot, long[] counts) {
    if (newest == Long.MIN_VALUE || slot > newest) {
      advanceTo(slot);
    }
    if (slot <= newest - slots) {
      return false;
    }
    oldest = Math.min(oldest, slot);
    for (long each = slot; each <= newest; each++) {
      int row = at(each);
      for (int i = 0; i < counters; i++) {
        sums[row + i] += counts[i];
      }
    }
    return true;
  }

  /** The sum of one counter over so many slots up to the newest; 0 … {@link #slots}. */
  public long sum(int counter, int newestSlots) {
    if (newestSlots < 0 || newestSlots > slots) {
      throw new IllegalArgumentException(newestSlots + " of " + slots + " slots");
    }
    if (newest == Long.MIN_VALUE) {
      return 0;
    }
    long before = newest - newestSlots;
    long start = before < oldest ? 0 : sums[at(before) + counter];
    return sums[at(newest) + counter] - start;
  }

  private int at(long slot) {
    return (int) Math.floorMod(slot, (long) slots + 1) * counters;
  }

  private long[] row(long slot) {
    return Arrays.copyOfRange(sums, at(slot), at(slot) + counters);
  }
}
