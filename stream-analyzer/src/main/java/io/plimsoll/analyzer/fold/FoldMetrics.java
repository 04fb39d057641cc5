package io.plimsoll.analyzer.fold;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What stage 1 counts of itself, beside the metrics of Kafka Streams and published with them:
 * {@code outcomes-total} of {@code stream-fold-metrics}, by task. Streams' own {@code
 * records-consumed} counts bundles.
 */
final class FoldMetrics {
  private static final String GROUP = "stream-fold-metrics";

  private FoldMetrics() {}

  /** A sensor of this task that adds up outcomes; whoever takes it removes it. */
  static Sensor outcomes(ProcessorContext<?, ?> context) {
    String task = context.taskId().toString();
    String thread = Thread.currentThread().getName();
    Sensor sensor =
        context
            .metrics()
            .addSensor("fold-outcomes-" + thread + "-" + task, Sensor.RecordingLevel.INFO);
    sensor.add(
        new MetricName(
            "outcomes-total",
            GROUP,
            "Outcomes read by this task, those of batches one by one",
            Map.of("thread-id", thread, "task-id", task)),
        new CumulativeSum());
    return sensor;
  }
}
