package io.plimsoll.benchmarks.data;

import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * One finished run on topics of its own.
 *
 * @param prefix of the topics
 * @param runId the run
 * @param operations how many different ones
 * @param outcomes in it
 * @param outcomesPerSecond of event time
 * @param perRecord outcomes that share a Kafka record; 1 for none
 * @param asAgents whether partitions are chosen as agents do, or always by the producer
 */
public record DataSet(
    String prefix,
    String runId,
    int operations,
    long outcomes,
    int outcomesPerSecond,
    int perRecord,
    boolean asAgents) {
  private static final long MARK_EVERY_MICROS = 500_000;
  private static final int LINGER_MILLIS = 20;
  private static final long AGO_MICROS = 60_000_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final double NANOS_PER_MICRO = 1e3;

  /** As agents write it, with a record for each outcome. */
  public DataSet(
      String prefix, String runId, int operations, long outcomes, int outcomesPerSecond) {
    this(prefix, runId, operations, outcomes, outcomesPerSecond, 1, true);
  }

  /** The same, but for the partitions: the producer fills a batch for one after the other. */
  public DataSet spread() {
    return new DataSet(prefix, runId, operations, outcomes, outcomesPerSecond, perRecord, false);
  }

  /** Where it lies. */
  public Cluster on(String bootstrapServers, String registry) {
    return new Cluster(
        bootstrapServers, registry, new Topics(prefix, Topics.DEFAULT_PARTITIONS), Map.of());
  }

  /** Seconds of event time. */
  public long seconds() {
    return outcomes / outcomesPerSecond;
  }

  /**
   * What will lie on request-outcomes when each outcome has a record: those, and the marks of each
   * partition.
   */
  public long records() {
    long lastEnd = (outcomes - 1) * MICROS_PER_SECOND / outcomesPerSecond;
    return outcomes + Topics.DEFAULT_PARTITIONS * (lastEnd / MARK_EVERY_MICROS + 1);
  }

  /** Writes it so that it ended a minute ago; returns the records on request-outcomes. */
  public long write(Cluster cluster) throws IOException {
    return write(cluster, Double.POSITIVE_INFINITY);
  }

  /**
   * The same, not faster than so many seconds of event time in one second.
   *
   * @return the records on request-outcomes
   */
  public long write(Cluster cluster, double speed) throws IOException {
    long now = System.currentTimeMillis() * 1_000;
    long start = (now - AGO_MICROS) / MICROS_PER_SECOND * MICROS_PER_SECOND;
    start -= seconds() * MICROS_PER_SECOND;
    long begun = System.nanoTime();
    try (RunWriter writer =
        new RunWriter(cluster, runId, operations, LINGER_MILLIS, perRecord, asAgents)) {
      writer.begin(start);
      long nextMark = start + MARK_EVERY_MICROS;
      long end = start;
      for (long i = 0; i < outcomes; i++) {
        end = start + i * MICROS_PER_SECOND / outcomesPerSecond;
        if (end >= nextMark) {
          writer.mark(nextMark - 1, false);
          nextMark += MARK_EVERY_MICROS;
          awaitTurn(begun, (long) ((end - start) * NANOS_PER_MICRO / speed));
        }
        writer.outcome(end);
      }
      writer.end(end);
      return writer.written();
    }
  }

  private static void awaitTurn(long begun, long afterNanos) {
    long left = afterNanos - (System.nanoTime() - begun);
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = afterNanos - (System.nanoTime() - begun);
    }
  }
}
