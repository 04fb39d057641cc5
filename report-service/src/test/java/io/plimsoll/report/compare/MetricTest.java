package io.plimsoll.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.metric.SourceMetrics;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricTest {
  /** A metric that its source never gives would never be compared. */
  @Test
  void whatIsComparedOfASourceIsSampledOfIt() {
    assertThat(Metric.ofSources()).hasSizeGreaterThan(4);
    Metric.ofSources()
        .forEach(
            (kind, metrics) -> {
              Set<String> sampled = SourceMetrics.of(kind).orElseThrow();
              assertThat(sampled).as(kind).containsAll(metrics);
              assertThat(metrics)
                  .as(kind)
                  .allMatch(name -> Metric.named(name).kind() == Metric.Kind.RESOURCE);
            });
  }

  @Test
  void sourcesOfOtherMachinesAreOfTheirKind() {
    assertThat(List.of("host", "host@db1", "process:nginx@db1"))
        .extracting(SourceMetrics::kind)
        .containsExactly("host", "host", "process");
    assertThat(Metric.comparedOf("process:nginx@db1", "cpu_cores")).isTrue();
    assertThat(Metric.comparedOf("process:nginx@db1", "threads")).isFalse();
  }
}
