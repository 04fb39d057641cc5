package io.plimsoll.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.report.query.FindingCourse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SparklineTest {
  @Test
  void largestValuesAreAtTheTopAndGapsPartTheLine() {
    Sparkline spark =
        Sparkline.of(course(Optional.of(6.0), Optional.of(0.0), 12.0, Double.NaN, 6.0, 3.0));

    assertThat(spark.lines()).containsExactly("0.0,26.0 30.0,2.0", "90.0,14.0 120.0,20.0");
    assertThat(spark.expected()).contains("14.0");
  }

  @Test
  void nothingMeasuredIsNoLine() {
    Sparkline spark = Sparkline.of(course(Optional.empty(), Optional.empty()));

    assertThat(spark.lines()).isEmpty();
    assertThat(spark.expected()).isEmpty();
  }

  private static FindingCourse course(
      Optional<Double> expected, Optional<Double> first, double... others) {
    List<Optional<Double>> values = new java.util.ArrayList<>();
    first.ifPresent(value -> values.add(Optional.of(value)));
    for (double each : others) {
      values.add(Double.isNaN(each) ? Optional.empty() : Optional.of(each));
    }
    return new FindingCourse(Instant.EPOCH, 1, "ms", values, expected);
  }
}
