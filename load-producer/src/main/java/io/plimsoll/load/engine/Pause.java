package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.ThinkTime;
import java.util.SplittableRandom;

/**
 * A think time as it is drawn after every request: uniform, both ends included, nanoseconds.
 *
 * @param most not less than {@code least}
 */
record Pause(long least, long most) {
  static Pause of(ThinkTime time) {
    return new Pause(time.min().toNanos(), time.max().toNanos());
  }

  long nanos(SplittableRandom random) {
    return least == most ? least : random.nextLong(least, most + 1);
  }
}
