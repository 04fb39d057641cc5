package io.plimsoll.analyzer.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What one analyzer does, made from the metrics of Kafka Streams when it is asked for: outcomes
 * taken, commits, how far each partition is behind, how long flushes hold it up. Counters begin
 * anew with the process. Thread-safe.
 */
public final class AnalyzerMetrics {
  private final KafkaStreams streams;
  private final FlushHistogram flushes;
  private final GrowingSum outcomes = new GrowingSum();
  private final GrowingSum commits = new GrowingSum();

  public AnalyzerMetrics(KafkaStreams streams, FlushHistogram flushes) {
    this.streams = streams;
    this.flushes = flushes;
  }

  /** Everything, as it is now. */
  public synchronized MetricSnapshots snapshots() {
    Map<MetricName, ? extends Metric> metrics = streams.metrics();
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(
        counter(
            "plimsoll_analyzer_outcomes",
            "Outcomes taken from the topic, those of batches one by one.",
            outcomes.of(values(metrics, "stream-fold-metrics", "outcomes-total"))));
    all.add(
        counter(
            "plimsoll_analyzer_commits",
            "Commits of the stream threads.",
            commits.of(values(metrics, "stream-thread-metrics", "commit-total"))));
    all.add(
        gauge(
            "plimsoll_analyzer_running",
            "1 while the analyzer has its tasks and works on them.",
            streams.state() == KafkaStreams.State.RUNNING ? 1 : 0));
    all.add(lags(metrics));
    all.add(flushes.snapshot());
    return new MetricSnapshots(all);
  }

  /** Values that are numbers, by the name of the metric. */
  private static Map<MetricName, Double> values(
      Map<MetricName, ? extends Metric> metrics, String group, String name) {
    Map<MetricName, Double> values = new HashMap<>();
    metrics.forEach(
        (key, metric) -> {
          if (key.group().equals(group)
              && key.name().equals(name)
              && metric.metricValue() instanceof Double value
              && !value.isNaN()) {
            values.put(key, value);
          }
        });
    return values;
  }

  /** A partition is read by one consumer; whoever else still shows one knows an older lag. */
  private static MetricSnapshot lags(Map<MetricName, ? extends Metric> metrics) {
    Map<Labels, Double> lags = new HashMap<>();
    values(metrics, "consumer-fetch-manager-metrics", "records-lag")
        .forEach(
            (name, lag) -> {
              Map<String, String> tags = name.tags();
              if (tags.containsKey("topic") && tags.containsKey("partition")) {
                lags.merge(
                    Labels.of("topic", tags.get("topic"), "partition", tags.get("partition")),
                    lag,
                    Math::min);
              }
            });
    GaugeSnapshot.Builder family =
        GaugeSnapshot.builder()
            .name("plimsoll_analyzer_lag_records")
            .help("Kafka records that lie before this analyzer, by partition of its own.");
    lags.forEach(
        (labels, lag) ->
            family.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(lag).build()));
    return family.build();
  }

  private static MetricSnapshot counter(String name, String help, double value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static MetricSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }
}
