package io.plimsoll.load.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.load.scenario.ThinkTime;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which pauses users really make between an answer and the request after it. */
final class ThinkTimeTest {
  private static final long MILLI = 1_000_000;

  @Test
  void usersThinkAnywhereInTheRangeAndNowhereElse() {
    long[] thought = thought("thinkTime: 4ms..12ms", "[ { get: /a } ]", 600);

    assertThat(LongStream.of(thought)).allMatch(each -> each >= 4 * MILLI && each <= 12 * MILLI);
    assertUniform(thought, 4 * MILLI, 12 * MILLI);
  }

  @Test
  void aThinkStepAddsToTheThinkTime() {
    long[] thought = thought("thinkTime: 3ms", "[ { get: /a }, { think: 2ms..6ms } ]", 600);

    assertThat(LongStream.of(thought)).allMatch(each -> each >= 5 * MILLI && each <= 9 * MILLI);
    assertUniform(thought, 5 * MILLI, 9 * MILLI);
  }

  @Test
  void bothEndsAreDrawn() {
    Pause pause = Pause.of(new ThinkTime(Duration.ofNanos(5), Duration.ofNanos(7)));
    SplittableRandom random = new SplittableRandom(7);

    assertThat(IntStream.range(0, 1000).mapToLong(i -> pause.nanos(random)).distinct().sorted())
        .containsExactly(5L, 6L, 7L);
  }

  /** Kolmogorov and Smirnov's distance to the uniform distribution; 1.95 / √n is 1 in 1000. */
  private static void assertUniform(long[] values, long least, long most) {
    long[] sorted = LongStream.of(values).sorted().toArray();
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = (double) (sorted[i] - least) / (most - least);
      distance = Math.max(distance, Math.abs((i + 0.5) / sorted.length - expected));
    }
    assertThat(distance)
        .isCloseTo(0, within(1.95 / Math.sqrt(sorted.length) + 0.5 / sorted.length));
  }

  /** Times from an answer to the intended start after it, of every user. */
  private static long[] thought(String thinkTime, String steps, int enough) {
    EchoServer server = new EchoServer();
    List<Recorded> all =
        Drive.until(
            seen -> seen.size() >= enough,
            """
            name: thinking
            target: http://127.0.0.1:%d
            load: { users: { steady: { users: 6, for: 1h } } }
            seed: 11
            %s
            steps: %s
            """
                .formatted(server.port(), thinkTime, steps));
    server.close();
    return LongStream.range(0, 6).flatMap(user -> gaps(all, user)).toArray();
  }

  private static LongStream gaps(List<Recorded> all, long user) {
    List<Recorded> own = all.stream().filter(each -> each.userId() == user).toList();
    return IntStream.range(1, own.size())
        .mapToLong(i -> own.get(i).intended() - own.get(i - 1).end());
  }
}
