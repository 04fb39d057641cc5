package io.plimsoll.stats.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.stats.cause.Bottlenecks.Ranked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BottlenecksTest {
  private static final int WINDOWS = 60;
  private static final int FROM = 40;

  private final Random random = new Random(5);
  private final double[] suffering = new double[WINDOWS];
  private final double[] load = new double[WINDOWS];

  BottlenecksTest() {
    Arrays.fill(load, 40);
    for (int i = FROM; i < WINDOWS; i++) {
      suffering[i] = 1 + 0.1 * random.nextGaussian();
    }
  }

  @Test
  void theResourceAtItsLimitIsTheBottleneck() {
    List<Ranked> ranked =
        rank(
            new Pressure("host/cpu_ratio", "cpu", true, 0, series(0.5, 1.1)),
            new Pressure("pool/in_use", "pool", true, 0, series(0.4, 0.5)),
            new Pressure("queue", "queue", false, 0, series(3, 3.1)));

    assertThat(ranked).extracting(Ranked::cause).containsExactly("cpu");
    assertThat(ranked.get(0).evidence().saturated()).isGreaterThan(0.9);
    assertThat(ranked.get(0).evidence().usual()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void whoWaitsForASlowDatabaseHoldsConnectionsToo() {
    List<Ranked> ranked =
        rank(
            new Pressure("pool/in_use", "pool", true, 0, series(0.4, 1.2)),
            new Pressure("pool/wait", "pool", false, 0, series(0.001, 0.5)),
            new Pressure("database/query", "database", false, 0, series(0.01, 0.08)));

    assertThat(ranked).extracting(Ranked::cause).containsExactly("database", "pool");
  }

  @Test
  void aPoolWhoseQueriesAreAsFastAsEverIsTheBottleneckItself() {
    List<Ranked> ranked =
        rank(
            new Pressure("pool/in_use", "pool", true, 0, series(0.4, 1.2)),
            new Pressure("database/query", "database", false, 0, series(0.01, 0.0102)));

    assertThat(ranked).extracting(Ranked::cause).containsExactly("pool");
  }

  @Test
  void aGeneratorThatWaitsForTheSameProcessorIsNotToBlame() {
    Pressure cpu = new Pressure("host/cpu_ratio", "cpu", true, 0, series(0.5, 1.1));
    Pressure lag = new Pressure("agent:a/lag", "load-generator", false, 0, series(0.01, 5));
    Pressure loop =
        new Pressure("agent:a/loop_cpu_ratio", "load-generator", true, 0, series(0.5, 1.1));

    assertThat(rank(lag, cpu)).extracting(Ranked::cause).first().isEqualTo("cpu");
    assertThat(rank(loop, cpu)).extracting(Ranked::cause).first().isEqualTo("load-generator");
  }

  @Test
  void manyTimesNextToNothingIsNoEvidence() {
    assertThat(rank(new Pressure("disk/queue", "disk", false, 0.5, series(0.0001, 0.004))))
        .isEmpty();
    assertThat(rank(new Pressure("disk/queue", "disk", false, 0.5, series(0.0001, 0.7))))
        .extracting(Ranked::cause)
        .containsExactly("disk");
  }

  @Test
  void noiseIsNoEvidence() {
    int accused = 0;
    for (int run = 0; run < 300; run++) {
      accused +=
          rank(
                      new Pressure("cpu", "cpu", true, 0, series(0.6, 0.6)),
                      new Pressure("disk", "disk", false, 0, series(5, 5)),
                      new Pressure("gc", "memory", false, 0, series(0.02, 0.02)))
                  .isEmpty()
              ? 0
              : 1;
    }

    assertThat(accused).as("of 300, seed 5").isZero();
  }

  @Test
  void whatOnlyFollowsTheLoadIsNotAssociated() {
    double[] x = new double[200];
    double[] y = new double[200];
    double[] z = new double[200];
    for (int i = 0; i < z.length; i++) {
      z[i] = random.nextDouble();
      x[i] = z[i] + 0.2 * random.nextGaussian();
      y[i] = z[i] + 0.2 * random.nextGaussian();
    }

    assertThat(RankCorrelation.of(x, y)).isGreaterThan(0.5);
    assertThat(RankCorrelation.partial(x, y, z)).isBetween(-0.2, 0.2);
  }

  @Test
  void ranksAreMeanRanksOfTies() {
    // By hand: ranks 1 2.5 2.5 4 and 1 2 3 4: 4.5 / √(4.5 · 5).
    double[] x = {1, 2, 2, 7};
    double[] y = {3, 4, 5, 9};

    assertThat(RankCorrelation.of(x, y)).isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    assertThat(RankCorrelation.of(x, new double[] {1, 1, 1, 1})).isZero();
  }

  private List<Ranked> rank(Pressure... pressures) {
    return Bottlenecks.rank(suffering, load, List.of(pressures));
  }

  private List<Double> series(double usual, double suffered) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      values.add((i < FROM ? usual : suffered) * (1 + 0.03 * random.nextGaussian()));
    }
    values.set(9, Double.NaN);
    return values;
  }
}
