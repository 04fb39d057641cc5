package io.plimsoll.schemas.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceHashTest {
  /** SplitMix64 seeded with 0 gives these as its first outputs (Vigna's splitmix64.c). */
  @Test
  void isTheFinalizerOfSplitMix64() {
    assertThat(SequenceHash.of(0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(SequenceHash.of(1)).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(SequenceHash.of(2)).isEqualTo(0x06C45D188009454FL);
  }

  @Test
  void oneLostAndOneDoubledShowsWhereTheCountDoesNot() {
    Set<Long> sums = new HashSet<>();
    long sound = 0;
    for (int n = 0; n < 200; n++) {
      sound += SequenceHash.of(n);
    }
    sums.add(sound);
    for (int lost = 0; lost < 200; lost++) {
      for (int doubled = 0; doubled < 200; doubled++) {
        if (lost != doubled) {
          sums.add(sound - SequenceHash.of(lost) + SequenceHash.of(doubled));
        }
      }
    }
    assertThat(sums).hasSize(200 * 199 + 1);
  }
}
