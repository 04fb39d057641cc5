package io.plimsoll.stats.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.anomaly.RunLength.Belief;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunLengthTest {
  private static final Belief PRIOR = new Belief(0.5, 0.7, 1.3, 2.1);
  private static final double HAZARD = 0.15;

  @Test
  void theRecursionAgreesWithAllWaysToCutTheSeries() {
    double[] values = {0.3, -0.8, 1.1, 6.2, 5.9, 6.4, 6.1};
    RunLength run = RunLength.fresh(HAZARD, 50, PRIOR);
    for (double value : values) {
      run = run.next(value);
    }

    double[] naive = byEnumeration(values);

    assertThat(run.runs()).hasSize(values.length + 1);
    for (int length = 0; length <= values.length; length++) {
      assertThat(run.runs().get(length).probability())
          .as("run length %d", length)
          .isCloseTo(naive[length], within(1e-12));
    }
    assertThat(run.likeliest()).isEqualTo(4);
    assertThat(run.within(7)).isCloseTo(1, within(1e-12));
  }

  @Test
  void aChangeIsDatedAndMemoryStaysBounded() {
    RunLength run = RunLength.fresh(0.01, 60, new Belief(0, 0.1, 1, 1));
    Random random = new Random(4);
    for (int i = 0; i < 215; i++) {
      run = run.next(random.nextGaussian() + (i < 200 ? 0 : 5));
    }

    assertThat(run.likeliest()).isBetween(14, 16);
    assertThat(run.within(20)).isGreaterThan(0.99);
    assertThat(run.runs()).hasSizeLessThanOrEqualTo(61);
  }

  @Test
  void anImpossibleValueBeginsAfresh() {
    RunLength run = RunLength.fresh(0.01, 60, PRIOR).next(1).next(1e300);

    assertThat(run.runs().stream().mapToDouble(RunLength.Run::probability).sum())
        .isCloseTo(1, within(1e-9));
  }

  /** Every subset of places where a run may end, with its probability. */
  private static double[] byEnumeration(double[] values) {
    int n = values.length;
    double[] sums = new double[n + 1];
    for (int cuts = 0; cuts < (1 << n); cuts++) {
      double joint = 1;
      int length = 0;
      Belief belief = PRIOR;
      for (int i = 0; i < n; i++) {
        joint *= belief.density(values[i]);
        belief = belief.with(values[i]);
        length++;
        if (((cuts >> i) & 1) == 1) {
          joint *= HAZARD;
          length = 0;
          belief = PRIOR;
        } else {
          joint *= 1 - HAZARD;
        }
      }
      sums[length] += joint;
    }
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    for (int i = 0; i <= n; i++) {
      sums[i] /= total;
    }
    return sums;
  }
}
