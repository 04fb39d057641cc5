package io.plimsoll.stats.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurnRateTest {
  @Test
  void isOneWhereTheBudgetIsSpentAsPromised() {
    assertThat(BurnRate.of(1, 1000, 0.999)).isEqualTo(1, within(1e-12));
    assertThat(BurnRate.of(144, 10_000, 0.999)).isEqualTo(14.4, within(1e-12));
    assertThat(BurnRate.of(0, 5, 0.99)).isZero();
  }

  @Test
  void aRateAtItsLimitDoesNotExceedIt() {
    for (double objective : new double[] {0.9, 0.99, 0.995, 0.999, 0.9999, 0.99999}) {
      double budget = BurnRate.budget(objective);
      for (double factor : new double[] {1, 3, 6}) {
        long bad = Math.round(1e7 * budget * factor);
        double rate = BurnRate.of(bad, 10_000_000, objective);
        assertThat(BurnRate.exceeds(rate, factor)).as("%s × %s", factor, objective).isFalse();
        rate = BurnRate.of(bad + 1, 10_000_000, objective);
        assertThat(BurnRate.exceeds(rate, factor)).as("%s × %s", factor, objective).isTrue();
      }
    }
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> BurnRate.of(2, 1, 0.9)).hasMessage("2 bad of 1 outcomes");
    assertThatThrownBy(() -> BurnRate.of(0, 1, 1)).hasMessageContaining("objective 1.0");
  }

  @Test
  void thePairsOfTheWorkbookSpendTheSharesItNames() {
    double[] shares = {0.02, 0.05, 0.1, 0.1};
    for (int i = 0; i < shares.length; i++) {
      BurnPair pair = BurnPair.WORKBOOK.get(i);
      double part = (double) pair.longWindow().toSeconds() / (double) BurnPair.PERIOD.toSeconds();
      assertThat(pair.factor() * part).as(pair.name()).isEqualTo(shares[i], within(1e-12));
      assertThat(pair.shortWindow().multipliedBy(12)).isEqualTo(pair.longWindow());
    }
  }

  @Test
  void aPairScaledToATestKeepsItsShareOfTheBudget() {
    BurnPair hour = BurnPair.WORKBOOK.get(3).scaledTo(Duration.ofHours(1));

    assertThat(hour.longWindow()).isEqualTo(Duration.ofMinutes(6));
    assertThat(hour.shortWindow()).isEqualTo(Duration.ofSeconds(30));
    assertThat(hour.factor()).isEqualTo(1);
    BurnPair tiny = BurnPair.WORKBOOK.get(0).scaledTo(Duration.ofMinutes(5));
    assertThat(tiny.longWindow()).isEqualTo(Duration.ofSeconds(12));
    assertThat(tiny.shortWindow()).isEqualTo(Duration.ofSeconds(1));
    assertThat(BurnPair.WORKBOOK.get(0).scaledTo(BurnPair.PERIOD))
        .isEqualTo(BurnPair.WORKBOOK.get(0));
  }

  @Test
  void growthIsTheShareOfTheFirstLevel() {
    double[] line = new double[21];
    for (int i = 0; i < line.length; i++) {
      line[i] = 200 + i;
    }
    assertThat(Growth.of(line)).isEqualTo(0.1, within(1e-12));
    line[4] = 5000; // an outlier
    line[15] = 0;
    assertThat(Growth.of(line)).isEqualTo(0.1, within(1e-3));
    assertThat(Growth.of(new double[10])).isZero();
    assertThatThrownBy(() -> Growth.of(new double[9])).hasMessageContaining("9 points");
  }
}
