package io.plimsoll.stats.changepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.compare.ShiftEffect;
import io.plimsoll.stats.compare.ShiftTest;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

class ProminenceTest {

  @Test
  void agreesWithTheFormulaWrittenOut() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int n = 20 + random.nextInt(180);
      int border = 5 + random.nextInt(n - 10);
      double step = 4 * random.nextDouble();
      double[] values = new double[n];
      Arrays.setAll(values, i -> random.nextGaussian() + (i < border ? 0 : step));
      values[random.nextInt(n)] += seed % 3 == 0 ? 1000 : 0;
      double phi = 0.8 * random.nextDouble();
      assertThat(new Prominence(values, phi).share(0, border, n))
          .as("seed %s", seed)
          .isCloseTo(share(values, border, phi), within(1e-9));
    }
  }

  @Test
  void growsWithTheStepAndShrinksWithDependence() {
    double[] small = stepped(200, 100, 1, 7);
    double[] large = stepped(200, 100, 5, 7);
    double share = new Prominence(small, 0).share(0, 100, 200);
    assertThat(new Prominence(large, 0).share(0, 100, 200)).isGreaterThan(share);
    assertThat(new Prominence(small, 0.6).share(0, 100, 200)).isLessThan(share);
    assertThat(new Prominence(large, 0).share(0, 40, 200)).isLessThan(0.05);
  }

  @Test
  void countsNoDependenceThatIsNotSure() {
    assertThat(Prominence.sure(0.6, 100)).isCloseTo(0.6 - 3 * 0.08, within(1e-12));
    assertThat(Prominence.sure(0.6, 16)).isCloseTo(0, within(1e-12));
    assertThat(Prominence.sure(0.1, 400)).isZero();
    double[] values = stepped(40, 20, 1, 7);
    assertThat(new Prominence(values, 0.3).share(0, 20, 40))
        .isEqualTo(new Prominence(values, 0).share(0, 20, 40));
  }

  @Test
  void tellsWhatLiesApart() {
    assertThat(Prominence.apart(new double[] {1, 2}, new double[] {3, 4})).isEqualTo(1);
    assertThat(Prominence.apart(new double[] {3, 4}, new double[] {1, 2})).isEqualTo(1);
    assertThat(Prominence.apart(new double[] {1, 4}, new double[] {2, 4, 4}))
        .isCloseTo((3 - 1) / 6.0, within(1e-12));
  }

  @Test
  void seesNoJumpWhereALineGoesOn() {
    assertThat(Prominence.jump(new double[] {1, 3, 5, 7}, new double[] {9, 11, 13}))
        .isCloseTo(0, within(1e-12));
    assertThat(Prominence.jump(new double[] {1, 3, 5, 7}, new double[] {19, 21, 23}))
        .isCloseTo(10, within(1e-12));
  }

  private static double[] stepped(int n, int border, double step, int seed) {
    Random random = new Random(seed);
    double[] values = new double[n];
    Arrays.setAll(values, i -> random.nextGaussian() + (i < border ? 0 : step));
    return values;
  }

  /** Of a series with two stretches; the size of the shift is the one part taken as it is. */
  private static double share(double[] values, int border, double phi) {
    int n = values.length;
    double range = range(values);
    double sure = Math.max(0, phi - 3 * Math.sqrt((1 - phi * phi) / n));
    double odds = -5.28 - 6.04 * sure + 1.26 * Math.log(Math.min(40, Math.min(border, n - border)));
    odds += 0.36 * Math.log(Math.max(0.003, shift(values, border, 5) / range));
    odds += 0.53 * Math.log(Math.max(0.003, shift(values, border, 10) / range));
    odds += 2.43 * apart(values, border, 20) + 1.37 * apart(values, border, 40);
    odds += 0.33 * Math.log(Math.max(0.003, jump(values, border, 20) / range));
    double size = ShiftEffect.ofMedians(before(values, border, n), after(values, border, n)).size();
    odds += 0.27 * Math.log(Math.max(0.05, Math.min(50, size)));
    return 1 / (1 + Math.exp(-odds));
  }

  private static double range(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double inner = quantile(sorted, 0.98) - quantile(sorted, 0.02);
    return Math.min(sorted[sorted.length - 1] - sorted[0], 10 * inner);
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static double shift(double[] values, int border, int width) {
    return Math.abs(
        StatUtils.percentile(after(values, border, width), 50)
            - StatUtils.percentile(before(values, border, width), 50));
  }

  private static double apart(double[] values, int border, int width) {
    ShiftTest test = ShiftTest.of(before(values, border, width), after(values, border, width));
    return Math.abs(2 * test.superiority() - 1);
  }

  private static double jump(double[] values, int border, int width) {
    return Math.abs(
        line(values, border, Math.min(values.length, border + width), border - 0.5)
            - line(values, Math.max(0, border - width), border, border - 0.5));
  }

  private static double line(double[] values, int from, int to, double at) {
    SimpleRegression line = new SimpleRegression();
    for (int i = from; i < to; i++) {
      line.addData(i, values[i]);
    }
    return line.predict(at);
  }

  private static double[] before(double[] values, int border, int width) {
    return Arrays.copyOfRange(values, Math.max(0, border - width), border);
  }

  private static double[] after(double[] values, int border, int width) {
    return Arrays.copyOfRange(values, border, Math.min(values.length, border + width));
  }
}
