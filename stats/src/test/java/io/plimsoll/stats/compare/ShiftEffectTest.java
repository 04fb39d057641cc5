package io.plimsoll.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShiftEffectTest {

  @Test
  void measuresAStepInUnitsOfTheNoise() {
    Random random = new Random(3);
    double[] before = ShiftTestTest.series(random, 400, 0);
    double[] after = plus(ShiftTestTest.series(random, 400, 0), -2);
    ShiftEffect effect = ShiftEffect.of(before, after);
    assertThat(effect.shift()).isCloseTo(-2, within(0.2));
    assertThat(effect.size()).isCloseTo(2, within(0.25));
    assertThat(effect.attributable()).isCloseTo(effect.size(), within(0.05));
  }

  @Test
  void blamesNoBorderForABreakElsewhere() {
    Random random = new Random(5);
    double[] before = ShiftTestTest.series(random, 30, 0);
    double[] after = ShiftTestTest.series(random, 30, 0);
    Arrays.setAll(after, i -> after[i] + (i < 12 ? 0 : 4));
    ShiftEffect effect = ShiftEffect.of(before, after);
    assertThat(effect.elsewhere()).isGreaterThan(0.15);
    assertThat(effect.attributable()).isLessThan(0.7 * effect.size());
  }

  @Test
  void isNotMovedByAWildValue() {
    Random random = new Random(9);
    double[] before = ShiftTestTest.series(random, 30, 0);
    double[] after = plus(ShiftTestTest.series(random, 30, 0), 3);
    double calm = ShiftEffect.of(before, after).size();
    before[4] = 1e6;
    assertThat(ShiftEffect.of(before, after).size()).isBetween(0.6 * calm, 1.2 * calm);
  }

  @Test
  void knowsConstants() {
    double[] five = {5, 5, 5, 5};
    double[] six = {6, 6, 6};
    assertThat(ShiftEffect.of(five, five).size()).isZero();
    assertThat(ShiftEffect.of(five, six).size()).isInfinite();
    assertThat(ShiftEffect.ofMedians(five, six).shift()).isEqualTo(1);
  }

  private static double[] plus(double[] values, double amount) {
    return Arrays.stream(values).map(value -> value + amount).toArray();
  }
}
