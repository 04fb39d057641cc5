package io.plimsoll.lab.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.lab.latency.Distribution.Constant;
import io.plimsoll.lab.latency.Distribution.Exponential;
import io.plimsoll.lab.latency.Distribution.LogNormal;
import io.plimsoll.lab.latency.Distribution.Uniform;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededSamplerTest {
  private static final int DRAWS = 200_000;

  @Test
  void sameSeedGivesSameSequenceAndAnotherSeedAnother() {
    LogNormal law = new LogNormal(20, 80, 1_000);

    assertThat(firstOf(law, 7)).isEqualTo(firstOf(law, 7)).isNotEqualTo(firstOf(law, 8));
  }

  @Test
  void nextWalksTheIndexedSequence() {
    SeededSampler sampler = new SeededSampler(new Uniform(0, 1), 3);

    double[] walked = DoubleStream.generate(sampler::next).limit(5).toArray();

    assertThat(walked).isEqualTo(IntStream.range(0, 5).mapToDouble(sampler::at).toArray());
  }

  @Test
  void operationsHaveSequencesOfTheirOwn() {
    LatencyProfile profile = LatencyProfile.defaults();
    Latencies alone = new Latencies(profile, 5);
    Latencies mixed = new Latencies(profile, 5);

    long expected = alone.nextNanos("chat");
    mixed.nextNanos("workflow");
    mixed.nextNanos("database");

    assertThat(mixed.nextNanos("chat")).isEqualTo(expected);
    assertThat(alone.nextNanos("no such operation")).isZero();
  }

  @Test
  void lognormalHasTheQuantilesItIsToldBy() {
    double[] sorted = sorted(new LogNormal(150, 450, 1_200), 11);

    assertThat(quantile(sorted, 0.5)).isCloseTo(150, within(2.0));
    assertThat(quantile(sorted, 0.95)).isCloseTo(450, within(8.0));
    // 150 · exp(2.3263 · ln 3 / 1.6449)
    assertThat(quantile(sorted, 0.99)).isCloseTo(709.3, within(20.0));
    assertThat(sorted[DRAWS - 1]).isLessThanOrEqualTo(1_200);
    assertThat(sorted[0]).isPositive();
  }

  @Test
  void exponentialAndUniformHaveTheirQuantiles() {
    double[] exponential = sorted(new Exponential(10, 1_000), 12);
    double[] uniform = sorted(new Uniform(2, 4), 13);

    assertThat(quantile(exponential, 0.5)).isCloseTo(10 * Math.log(2), within(0.1));
    assertThat(quantile(exponential, 0.99)).isCloseTo(10 * Math.log(100), within(1.0));
    assertThat(quantile(uniform, 0.25)).isCloseTo(2.5, within(0.02));
    assertThat(uniform[0]).isGreaterThanOrEqualTo(2);
    assertThat(uniform[DRAWS - 1]).isLessThanOrEqualTo(4);
  }

  @Test
  void scalingScalesEveryValue() {
    for (Distribution law :
        new Distribution[] {
          new Constant(4), new Uniform(1, 9), new Exponential(3, 50), new LogNormal(2, 8, 90)
        }) {
      double plain = new SeededSampler(law, 9).next();

      assertThat(new SeededSampler(law.scaled(2.5), 9).next()).isCloseTo(2.5 * plain, within(1e-9));
      assertThat(new SeededSampler(law.scaled(0), 9).next()).isZero();
    }
  }

  @Test
  void impossibleLawsAreRefused() {
    assertThatThrownBy(() -> new LogNormal(10, 5, 100)).hasMessageContaining("p95");
    assertThatThrownBy(() -> new Constant(Double.NaN)).hasMessageContaining("value");
    assertThatThrownBy(() -> new Uniform(3, 2)).hasMessageContaining("max");
  }

  private static double[] firstOf(Distribution law, long seed) {
    SeededSampler sampler = new SeededSampler(law, seed);
    return DoubleStream.generate(sampler::next).limit(100).toArray();
  }

  private static double[] sorted(Distribution law, long seed) {
    SeededSampler sampler = new SeededSampler(law, seed);
    double[] values = DoubleStream.generate(sampler::next).limit(DRAWS).toArray();
    Arrays.sort(values);
    return values;
  }

  private static double quantile(double[] sorted, double q) {
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }
}
