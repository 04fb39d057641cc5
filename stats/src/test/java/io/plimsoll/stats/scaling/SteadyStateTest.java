package io.plimsoll.stats.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

  @Test
  void cutsARampAndKeepsTheRest() {
    Random random = new Random(3);
    double[] values =
        IntStream.range(0, 60)
            .mapToDouble(i -> Math.min(100, 10 * i) + random.nextGaussian())
            .toArray();

    SteadyState steady = SteadyState.of(values);

    assertThat(steady.settled()).isTrue();
    assertThat(steady.cut()).isBetween(9, 15);
  }

  @Test
  void keepsAllOfWhatIsSteadyFromTheStart() {
    Random random = new Random(4);
    double[] values = random.doubles(60, 99, 101).toArray();

    assertThat(SteadyState.of(values).settled()).isTrue();
    assertThat(SteadyState.of(values).cut()).isLessThan(30);
    assertThat(SteadyState.of(new double[30])).isEqualTo(new SteadyState(0, true));
  }

  @Test
  void saysSoWhenNothingSettles() {
    double[] values = IntStream.range(0, 60).mapToDouble(i -> i).toArray();

    assertThat(SteadyState.of(values).settled()).isFalse();
    assertThat(SteadyState.of(new double[] {1, 2, 3}).settled()).isFalse();
  }
}
