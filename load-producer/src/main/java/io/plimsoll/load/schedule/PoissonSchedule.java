package io.plimsoll.load.schedule;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Independent arrivals: a Poisson process whose rate is that of another schedule. On the axis of
 * that schedule's integral the process has rate 1; it is cut into blocks, of which each has a
 * Poisson number of arrivals at uniform places (Kingman, Poisson Processes, 1993). So any arrival
 * can be found without those before it, and the same seed gives the same arrivals. Thread-safe.
 */
public final class PoissonSchedule implements ArrivalSchedule {
  private static final int BLOCK = 512;
  private static final double NANOS = 1e9;

  private final LineSchedule law;
  private final long seed;
  private final double total;
  private final long[] before;
  private volatile Block latest = new Block(-1, new double[0]);

  /** Places of a block's arrivals; shared by readers and never written again. */
  private static final class Block {
    private final int index;
    private final double[] places;

    Block(int index, double[] places) {
      this.index = index;
      this.places = places;
    }
  }

  /**
   * @param law its rate, and with it the expected number of arrivals
   */
  public PoissonSchedule(LineSchedule law, long seed) {
    this.law = law;
    this.seed = seed;
    this.total = law.total();
    int blocks = (int) Math.max(1, Math.ceil(total / BLOCK));
    this.before = new long[blocks + 1];
    for (int i = 0; i < blocks; i++) {
      before[i + 1] = before[i] + poisson(random(2L * i), width(i));
    }
  }

  /**
   * Drawn, not computed: seeds that differ by a multiple of the generator's step would give the
   * same numbers, only later.
   */
  private SplittableRandom random(long stream) {
    return new SplittableRandom(new SplittableRandom(seed ^ (stream << 32)).nextLong());
  }

  private double width(int block) {
    return Math.min(BLOCK, total - (double) block * BLOCK);
  }

  /** Counts arrivals of rate 1 until the time is over. */
  private static int poisson(SplittableRandom random, double time) {
    int count = -1;
    double at = 0;
    while (at <= time) {
      at -= Math.log(1 - random.nextDouble());
      count++;
    }
    return count;
  }

  @Override
  public long count() {
    return before[before.length - 1];
  }

  @Override
  public long arrivalNanos(long n) {
    if (n < 0 || n >= count()) {
      throw new IndexOutOfBoundsException("arrival " + n + " of " + count());
    }
    int found = Arrays.binarySearch(before, n);
    int index = found < 0 ? -found - 2 : found;
    while (before[index + 1] == n) {
      index++; // blocks without an arrival begin at the same number
    }
    double place = block(index).places[(int) (n - before[index])];
    double second = law.secondOf((double) index * BLOCK + place);
    return Math.min(Math.round(second * NANOS), durationNanos() - 1);
  }

  private Block block(int index) {
    Block known = latest;
    if (known.index == index) {
      return known;
    }
    double[] places = new double[(int) (before[index + 1] - before[index])];
    SplittableRandom random = random(2L * index + 1);
    Arrays.setAll(places, i -> random.nextDouble() * width(index));
    Arrays.sort(places);
    Block made = new Block(index, places);
    latest = made;
    return made;
  }

  @Override
  public long durationNanos() {
    return law.durationNanos();
  }

  @Override
  public double ratePerSecond(long offsetNanos) {
    return law.ratePerSecond(offsetNanos);
  }
}
