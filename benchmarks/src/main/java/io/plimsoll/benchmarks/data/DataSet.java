package io.plimsoll.benchmarks.data;

import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.util.Map;

/**
 * One finished run on topics of its own.
 *
 * @param prefix of the topics
 * @param runId the run
 * @param operations how many different ones
 * @param outcomes in it
 * @param outcomesPerSecond of event time
 */
public record DataSet(
    String prefix, String runId, int operations, long outcomes, int outcomesPerSecond) {
  private static final long MARK_EVERY_MICROS = 500_000;
  private static final int LINGER_MILLIS = 20;
  private static final long AGO_MICROS = 60_000_000;

  /** Where it lies. */
  public Cluster on(String bootstrapServers, String registry) {
    return new Cluster(
        bootstrapServers, registry, new Topics(prefix, Topics.DEFAULT_PARTITIONS), Map.of());
  }

  /** Seconds of event time. */
  public long seconds() {
    return outcomes / outcomesPerSecond;
  }

  /** Writes it so that it ended a minute ago; returns the records on request-outcomes. */
  public long write(Cluster cluster) throws IOException {
    long now = System.currentTimeMillis() * 1_000;
    long start = (now - AGO_MICROS) / 1_000_000 * 1_000_000 - seconds() * 1_000_000;
    try (RunWriter writer = new RunWriter(cluster, runId, operations, LINGER_MILLIS)) {
      writer.begin(start);
      long nextMark = start + MARK_EVERY_MICROS;
      long end = start;
      for (long i = 0; i < outcomes; i++) {
        end = start + i * 1_000_000 / outcomesPerSecond;
        if (end >= nextMark) {
          writer.mark(nextMark - 1, false);
          nextMark += MARK_EVERY_MICROS;
        }
        writer.outcome(end);
      }
      writer.end(end);
      return writer.written();
    }
  }
}
