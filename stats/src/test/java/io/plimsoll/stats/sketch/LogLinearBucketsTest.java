package io.plimsoll.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogLinearBucketsTest {
  @Test
  void valuesBelow256HaveABucketEach() {
    for (int micros = 0; micros < 256; micros++) {
      assertThat(LogLinearBuckets.indexOf(micros)).isEqualTo(micros);
      assertThat(LogLinearBuckets.middleOf(micros)).isEqualTo((double) micros);
    }
  }

  @Test
  void bucketsFollowEachOtherWithoutGapAtEveryPowerOfTwo() {
    for (int exponent = 8; exponent < 37; exponent++) {
      long power = 1L << exponent;
      assertThat(LogLinearBuckets.indexOf(power))
          .as("2^%d", exponent)
          .isEqualTo(LogLinearBuckets.indexOf(power - 1) + 1)
          .isEqualTo(256 + 128 * (exponent - 8));
    }
  }

  @Test
  void theMiddleIsWithinTheBoundOfEveryValueAndOrderIsKept() {
    long seed = 77;
    Random random = new Random(seed);
    for (int i = 0; i < 500_000; i++) {
      long micros = (long) Math.pow(2, random.nextDouble() * 36.33);
      int index = LogLinearBuckets.indexOf(micros);
      assertThat(LogLinearBuckets.middleOf(index))
          .as("%d, seed %d", micros, seed)
          .isCloseTo((double) micros, within(micros / 256.0));
      assertThat(LogLinearBuckets.indexOf(micros + 1)).isBetween(index, index + 1);
    }
  }
}
