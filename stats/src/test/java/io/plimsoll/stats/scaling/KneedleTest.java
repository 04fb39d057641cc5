package io.plimsoll.stats.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.stats.scaling.Kneedle.Curve;
import io.plimsoll.stats.scaling.Kneedle.Direction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected knees: the tests of kneed, the reference implementation, and figure 2 of the paper. */
class KneedleTest {
  private static final double[] TEN = IntStream.range(0, 10).asDoubleStream().toArray();

  @Test
  void findsTheKneeOfThePapersFigure2() {
    double[] x = IntStream.range(0, 10).mapToDouble(i -> i / 9.0).toArray();
    double[] y = IntStream.range(0, 10).mapToDouble(i -> -1 / (x[i] + 0.1) + 5).toArray();

    assertThat(Kneedle.ofThroughput().knee(x, y)).hasValue(2 / 9.0);
  }

  @Test
  void findsTheKneeOfEachShape() {
    double[] rising = {0, 60, 80, 85, 90, 95, 96, 97, 98, 99};
    double[] steep = {1, 2, 3, 4, 5, 10, 15, 20, 40, 100};

    assertThat(knee(Curve.CONCAVE, Direction.INCREASING, rising)).isEqualTo(2);
    assertThat(knee(Curve.CONVEX, Direction.INCREASING, steep)).isEqualTo(7);
    assertThat(knee(Curve.CONCAVE, Direction.DECREASING, 99, 98, 97, 96, 95, 90, 85, 80, 60, 0))
        .isEqualTo(7);
    assertThat(knee(Curve.CONVEX, Direction.DECREASING, 100, 40, 20, 15, 10, 5, 4, 3, 2, 1))
        .isEqualTo(2);
  }

  @Test
  void sensitivityDecidesHowMuchMustFollowAKnee() {
    double[] y = {
      1.0,
      0.787701317715959,
      0.7437774524158126,
      0.6559297218155198,
      0.5065885797950219,
      0.36749633967789164,
      0.2547584187408492,
      0.16251830161054173,
      0.10395314787701318,
      0.06734992679355783,
      0.043923865300146414,
      0.027818448023426062,
      0.01903367496339678,
      0.013177159590043924,
      0.010248901903367497,
      0.007320644216691069,
      0.005856515373352855,
      0.004392386530014641
    };
    double[] x = IntStream.range(0, y.length).asDoubleStream().toArray();

    assertThat(new Kneedle(Curve.CONVEX, Direction.DECREASING, 0).knee(x, y)).hasValue(1.0);
    assertThat(new Kneedle(Curve.CONVEX, Direction.DECREASING, 1).knee(x, y)).hasValue(8.0);
  }

  @Test
  void findsNoneInALineOrInWhatDoesNotMove() {
    assertThat(Kneedle.ofThroughput().knee(TEN, TEN)).isEmpty();
    assertThat(Kneedle.ofThroughput().knee(TEN, new double[10])).isEmpty();
    assertThat(Kneedle.ofThroughput().knee(new double[] {1, 2}, new double[] {1, 2})).isEmpty();
  }

  private static double knee(Curve curve, Direction direction, double... y) {
    return new Kneedle(curve, direction, 1).knee(TEN, y).orElseThrow();
  }
}
