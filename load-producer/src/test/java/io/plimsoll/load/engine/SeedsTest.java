package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SeedsTest {
  private static final int USERS = 500;
  private static final int DRAWS = 200;

  @Test
  void givesNoTwoUsersTheSameNumbersShifted() {
    for (long seed : new long[] {0, 1, 42, -7}) {
      Set<Long> seen = new HashSet<>();
      for (int user = 0; user < USERS; user++) {
        SplittableRandom random = Seeds.random(seed, user);
        for (int i = 0; i < DRAWS; i++) {
          seen.add(random.nextLong());
        }
      }
      // With 10^5 draws of 64 bits, two equal ones by chance have odds of 1 in 3 * 10^9.
      assertThat(seen).as("seed %d", seed).hasSize(USERS * DRAWS);
    }
  }

  @Test
  void repeatsThemForTheSameSeed() {
    assertThat(Seeds.random(9, 3).nextLong()).isEqualTo(Seeds.random(9, 3).nextLong());
    assertThat(Seeds.random(9, 3).nextLong()).isNotEqualTo(Seeds.random(10, 3).nextLong());
  }
}
