package io.plimsoll.stats.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws of samples and buckets, and Prometheus' own answers for its histograms. */
final class DistributionTest {
  @Test
  void mergesSamplesInAnyOrderWithTheSameResult() {
    Random random = new Random(7);
    double[] all = random.doubles(SortedSamples.MOST, -5, 5).toArray();
    SortedSamples whole = SortedSamples.of(all);
    SortedSamples left = SortedSamples.of(Arrays.copyOfRange(all, 0, 100));
    SortedSamples middle = SortedSamples.of(Arrays.copyOfRange(all, 100, 350));
    SortedSamples right = SortedSamples.of(Arrays.copyOfRange(all, 350, all.length));

    assertThat(left.plus(middle).plus(right)).isEqualTo(whole);
    assertThat(right.plus(left.plus(middle))).isEqualTo(whole);
    assertThat(SortedSamples.of().plus(whole)).isEqualTo(whole);
  }

  @Test
  void givesTheNearestRank() {
    SortedSamples ten = SortedSamples.of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);

    assertThat(ten.quantile(0)).isEqualTo(1);
    assertThat(ten.quantile(0.5)).isEqualTo(5);
    assertThat(ten.quantile(0.51)).isEqualTo(6);
    assertThat(ten.quantile(0.99)).isEqualTo(10);
    assertThat(ten.quantile(1)).isEqualTo(10);
    assertThatThrownBy(() -> SortedSamples.of().quantile(0.5))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void staysNearTheRankWhenThereAreTooManySamples() {
    double[] many = new double[5000];
    Arrays.setAll(many, i -> (i * 7919L) % many.length);
    SortedSamples thinned = SortedSamples.of(many);

    assertThat(thinned.size()).isEqualTo(SortedSamples.MOST);
    for (double q : new double[] {0, 0.25, 0.5, 0.9, 0.99, 1}) {
      assertThat(thinned.quantile(q)).isCloseTo(q * 5000, within(5000 * 0.005));
    }
  }

  @Test
  void addsBucketsOfTheSameBoundsOnly() {
    BucketCounts one = new BucketCounts(new double[] {1, 2}, new double[] {1, 2, 3}, 20);
    BucketCounts other = new BucketCounts(new double[] {1, 2}, new double[] {4, 0, 1}, 7);

    assertThat(one.plus(other))
        .contains(new BucketCounts(new double[] {1, 2}, new double[] {5, 2, 4}, 27));
    assertThat(one.plus(new BucketCounts(new double[] {1}, new double[] {1, 1}, 1))).isEmpty();
    assertThat(one.total()).isEqualTo(6);
  }

  /** Worked by hand after the definition of histogram_quantile in Prometheus' documents. */
  @Test
  void interpolatesQuantilesAsPrometheusDoes() {
    BucketCounts buckets =
        new BucketCounts(new double[] {0.1, 0.2, 1}, new double[] {10, 20, 10, 0}, 9);

    assertThat(buckets.quantile(0.25)).isCloseTo(0.1, within(1e-12));
    assertThat(buckets.quantile(0.5)).isCloseTo(0.15, within(1e-12));
    assertThat(buckets.quantile(0.9)).isCloseTo(0.2 + 0.8 * 0.6, within(1e-12));
    assertThat(buckets.atLeast()).isEqualTo(0);
    assertThat(buckets.atMost()).isEqualTo(1);
    BucketCounts above = new BucketCounts(new double[] {0.1, 0.2}, new double[] {1, 0, 99}, 990);
    assertThat(above.quantile(0.99)).isEqualTo(0.2);
  }
}
