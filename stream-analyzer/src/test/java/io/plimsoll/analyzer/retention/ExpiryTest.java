package io.plimsoll.analyzer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ExpiryTest {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;
  private static final Duration KEPT = Duration.ofMinutes(2);

  private static List<Long> expired(Expiry expiry) {
    List<Long> starts = new ArrayList<>();
    while (expiry.isDue()) {
      starts.add((expiry.next() - START) / SECOND);
    }
    return starts;
  }

  private static Expiry restarted(Expiry expiry) {
    ByteWriter out = new ByteWriter(16);
    expiry.encode(out);
    Expiry again = new Expiry(SECOND, KEPT);
    ByteReader in = new ByteReader(out.copy());
    again.restore(in);
    assertThat(in.hasMore()).isFalse();
    return again;
  }

  @Test
  void aGapOfYearsTakesNoTime() {
    Expiry expiry = new Expiry(SECOND, KEPT);
    LongStream.range(0, 5).forEach(second -> expiry.closed(START + second * SECOND));
    expiry.closed(START + 2_000_000_000L * SECOND);

    assertThat(expired(expiry)).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void whatWasNotYetToldBeforeARestartIsToldAfterIt() {
    Expiry expiry = new Expiry(SECOND, KEPT);
    LongStream.range(0, 100).forEach(second -> expiry.closed(START + second * SECOND));
    expiry.closed(START + 500 * SECOND);
    for (int i = 0; i < 40; i++) {
      expiry.next();
    }

    assertThat(expired(restarted(expiry)))
        .containsExactlyElementsOf(LongStream.range(40, 100).boxed().toList());
  }

  @Test
  void nothingIsKnownOfARunWithoutClosedWindows() {
    assertThat(restarted(new Expiry(SECOND, KEPT)).isDue()).isFalse();
  }

  @Test
  void restartsChangeNothingAndEachWindowExpiresOnce() {
    long seed = 7;
    Random random = new Random(seed);
    Expiry expiry = new Expiry(SECOND, KEPT);
    Expiry undisturbed = new Expiry(SECOND, KEPT);
    TreeSet<Long> told = new TreeSet<>();
    TreeSet<Long> closed = new TreeSet<>();
    long at = 0;
    for (int i = 0; i < 5_000; i++) {
      at += random.nextInt(50) == 0 ? random.nextInt(400) : random.nextInt(3);
      expiry.closed(START + at * SECOND);
      undisturbed.closed(START + at * SECOND);
      closed.add(at);
      expiry = restarted(expiry);
      for (int step = 0; step < 3 && expiry.isDue(); step++) {
        long start = expiry.next();
        assertThat(undisturbed.next()).as("seed %d", seed).isEqualTo(start);
        assertThat(told.add((start - START) / SECOND)).as("once, seed %d", seed).isTrue();
      }
    }
    told.addAll(expired(expiry));

    long due = at - KEPT.toSeconds();
    assertThat(told).as("seed %d", seed).containsAll(closed.headSet(due, true));
    assertThat(told.last()).as("seed %d", seed).isLessThanOrEqualTo(due);
    assertThat(told.size()).as("few that never were, seed %d", seed).isLessThan((int) due);
  }
}
