package io.plimsoll.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpositionTest {

  @Test
  void escapesHelpAndLabelsAsTheFormatDemands() {
    String text =
        new Exposition()
            .family("a_total", "counter", "back\\slash \"quote\"\nline")
            .sample("a_total", 3, "path", "c:\\x \"y\"\nz", "k", "v")
            .text();

    assertThat(text)
        .isEqualTo(
            """
            # HELP a_total back\\\\slash "quote"\\nline
            # TYPE a_total counter
            a_total{path="c:\\\\x \\"y\\"\\nz",k="v"} 3
            """);
  }

  @Test
  void histogramBucketsAreCumulativeAndIncludeTheirBound() {
    Histogram histogram = Histogram.ofNanos();
    histogram.record(1_000_000);
    histogram.record(3_000_000);
    histogram.record(90_000_000_000L);
    Exposition out = new Exposition();

    histogram.write(out, "t_seconds", "route", "/x");

    assertThat(out.text())
        .contains("t_seconds_bucket{route=\"/x\",le=\"0.001\"} 1\n")
        .contains("t_seconds_bucket{route=\"/x\",le=\"0.0025\"} 1\n")
        .contains("t_seconds_bucket{route=\"/x\",le=\"0.005\"} 2\n")
        .contains("t_seconds_bucket{route=\"/x\",le=\"60\"} 2\n")
        .contains("t_seconds_bucket{route=\"/x\",le=\"+Inf\"} 3\n")
        .contains("t_seconds_sum{route=\"/x\"} 90.004\n")
        .contains("t_seconds_count{route=\"/x\"} 3\n");
  }
}
