package io.plimsoll.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How much of a topic the Kafka Streams application in this JVM has taken into its topology, by the
 * counters that it publishes. For one thread.
 */
final class SourceProgress {
  private static final long PAUSE_NANOS = 2_000_000L;

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final String pattern;
  private final String counter;
  private final int tasks;
  private List<ObjectName> counters = List.of();

  private SourceProgress(String pattern, String counter, int tasks) {
    this.pattern = pattern;
    this.counter = counter;
    this.tasks = tasks;
  }

  /** Outcomes as the analyzer counts them: to Kafka Streams a bundle of records is one. */
  static SourceProgress ofOutcomes(int tasks) {
    return new SourceProgress("kafka.streams:type=stream-fold-metrics,*", "outcomes-total", tasks);
  }

  /** Taken so far. */
  long records() {
    try {
      if (counters.size() < tasks) {
        counters = List.copyOf(beans.queryNames(new ObjectName(pattern), null));
      }
      double sum = 0;
      for (ObjectName task : counters) {
        sum += (Double) beans.getAttribute(task, counter);
      }
      return (long) sum;
    } catch (JMException e) {
      counters = List.of(); // a task has gone
      return 0;
    }
  }

  /** The longest commit that a stream thread reports, milliseconds; 0 when none does yet. */
  double longestCommitMillis() {
    try {
      double longest = 0;
      for (ObjectName thread :
          beans.queryNames(new ObjectName("kafka.streams:type=stream-thread-metrics,*"), null)) {
        if (thread.getKeyProperty("process-id") != null) {
          continue; // the state of the thread only
        }
        double latency = (Double) beans.getAttribute(thread, "commit-latency-max");
        longest = Double.isNaN(latency) ? longest : Math.max(longest, latency);
      }
      return longest;
    } catch (JMException e) {
      return 0;
    }
  }

  /** Waits for at least so many. */
  void await(long records) {
    await(records, () -> false);
  }

  /** Waits for at least so many, or until nothing follows. */
  void await(long records, BooleanSupplier ended) {
    while (records() < records && !ended.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
