package io.plimsoll.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.analyzer.finding.Signals.Role;
import io.plimsoll.analyzer.finding.Signals.Signal;
import io.plimsoll.schemas.metric.ApplicationMetrics;
import io.plimsoll.schemas.metric.QueryMetrics;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignalsTest {
  @Test
  void aSeriesTellsOfTheCauseOfTheFirstLineOfEachRole() {
    List<Signal> pool = Signals.SHIPPED.of("prometheus:target/database_pool_in_use");

    Optional<String> size = Optional.of("prometheus:target/database_pool_size");
    assertThat(pool)
        .containsExactly(
            new Signal("pool", Role.USE, Optional.empty(), size),
            new Signal("connections", Role.LEVEL, Optional.empty(), size));
    assertThat(Signals.SHIPPED.of("host/cpu_ratio"))
        .containsExactly(new Signal("cpu", Role.USE, Optional.of(0.9), Optional.empty()));
  }

  @Test
  void theLimitOfASourceWithSlashesIsOfTheSameSource() {
    assertThat(Signals.SHIPPED.of("container:/docker/ab/memory_used_bytes").get(0).limitSeries())
        .contains("container:/docker/ab/memory_limit_bytes");
    assertThat(
            Signals.SHIPPED
                .of("prometheus:target/jvm_memory_used_bytes{area=\"heap\"}")
                .get(0)
                .limitSeries())
        .contains("prometheus:target/jvm_memory_max_bytes{area=\"heap\"}");
  }

  @Test
  void whatNoLineKnowsTellsNothing() {
    assertThat(Signals.SHIPPED.of("host/cores")).isEmpty();
  }

  /**
   * Names that nobody gives a series would never be noticed: here they are held against the list.
   */
  @Test
  void everyPatternOfOurOwnSourcesIsOfAMetricTheySample() {
    int checked = 0;
    for (String pattern : Signals.SHIPPED.patterns()) {
      Optional<Set<String>> sampled = sampled(pattern);
      if (sampled.isPresent()) {
        assertThat(sampled.get()).as(pattern).contains(metric(pattern));
        String limit = Signals.SHIPPED.limits().get(pattern);
        assertThat(limit == null || sampled.get().contains(metric(limit))).as(pattern).isTrue();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(30);
  }

  @Test
  void everyOtherPatternIsOfASeriesThatApplicationsExpose() {
    Set<String> series = new HashSet<>(Set.of(CauseWatch.GAP));
    ApplicationMetrics.ALL.forEach(each -> series.add("prometheus:target/" + each));
    QueryMetrics.ALL.forEach(each -> series.add("promql:server/" + each));
    Set<String> found = new HashSet<>();
    series.forEach(each -> found.addAll(Signals.SHIPPED.patternsOf(each)));

    assertThat(Signals.SHIPPED.patterns().stream().filter(each -> sampled(each).isEmpty()))
        .isNotEmpty()
        .allSatisfy(pattern -> assertThat(found).contains(pattern));
  }

  @Test
  void everySeriesOfApplicationsTellsOfSomethingOrIsALimit() {
    Set<String> limits = new HashSet<>();
    Set<String> silent = new HashSet<>();
    for (String each : ApplicationMetrics.ALL) {
      List<Signal> signals = Signals.SHIPPED.of("prometheus:target/" + each);
      signals.forEach(signal -> signal.limitSeries().ifPresent(limits::add));
      if (signals.isEmpty()) {
        silent.add("prometheus:target/" + each);
      }
    }

    assertThat(limits).containsExactlyInAnyOrderElementsOf(silent);
  }

  @Test
  void aCountIsNoTimeThatSomebodyWaits() {
    assertThat(Signals.SHIPPED.of("prometheus:a/database_query_seconds_count_per_second"))
        .isEmpty();
    assertThat(Signals.SHIPPED.of("prometheus:a/database_query_seconds_sum_per_second"))
        .extracting(Signal::cause)
        .containsExactly("database");
  }

  private static Optional<Set<String>> sampled(String pattern) {
    int slash = pattern.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : SourceMetrics.of(SourceMetrics.kind(pattern.substring(0, slash)));
  }

  private static String metric(String pattern) {
    return SourceMetrics.withoutLabels(pattern.substring(pattern.indexOf('/') + 1));
  }
}
