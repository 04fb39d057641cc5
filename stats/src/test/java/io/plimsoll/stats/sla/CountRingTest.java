package io.plimsoll.stats.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountRingTest {
  @Test
  void sumsAnyNumberOfTheNewestSlotsAsASlowTwinDoes() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int slots = 1 + random.nextInt(12);
      CountRing ring = new CountRing(slots, 2);
      TreeMap<Long, long[]> twin = new TreeMap<>();
      long newest = random.nextInt(1000) - 500L;
      for (int i = 0; i < 200; i++) {
        newest += random.nextInt(10) == 0 ? random.nextInt(3 * slots) : random.nextInt(2);
        ring.advanceTo(newest);
        long slot = newest - random.nextInt(slots);
        long[] counts = {random.nextInt(5), random.nextInt(3)};
        assertThat(ring.add(slot, counts)).as("seed %d", seed).isTrue();
        long[] sums = twin.computeIfAbsent(slot, none -> new long[2]);
        sums[0] += counts[0];
        sums[1] += counts[1];

        int over = random.nextInt(slots + 1);
        for (int counter = 0; counter < 2; counter++) {
          int each = counter;
          long expected =
              twin.subMap(newest - over, false, newest, true).values().stream()
                  .mapToLong(row -> row[each])
                  .sum();
          assertThat(ring.sum(counter, over)).as("seed %d, step %d", seed, i).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void refusesASlotThatIsNotKeptAnyMore() {
    CountRing ring = new CountRing(3, 1);
    ring.add(10, new long[] {1});

    assertThat(ring.add(7, new long[] {1})).isFalse();
    assertThat(ring.add(8, new long[] {5})).isTrue();
    assertThat(ring.sum(0, 3)).isEqualTo(6);
    assertThat(ring.sum(0, 1)).isEqualTo(1);
  }
}
