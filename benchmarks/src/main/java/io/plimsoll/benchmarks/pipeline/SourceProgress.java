package io.plimsoll.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How many records of a topic the Kafka Streams application in this JVM has taken into its
 * topology, by the counters that Streams publishes itself. For one thread.
 */
final class SourceProgress {
  private static final long PAUSE_NANOS = 2_000_000L;

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final String topic;
  private final int tasks;
  private List<ObjectName> counters = List.of();

  /**
   * @param tasks how many read the topic
   */
  SourceProgress(String topic, int tasks) {
    this.topic = topic;
    this.tasks = tasks;
  }

  /** Records taken so far. */
  long records() {
    try {
      if (counters.size() < tasks) {
        String pattern = "kafka.streams:type=stream-topic-metrics,topic=%s,*";
        counters = List.copyOf(beans.queryNames(new ObjectName(pattern.formatted(topic)), null));
      }
      double sum = 0;
      for (ObjectName counter : counters) {
        sum += (Double) beans.getAttribute(counter, "records-consumed-total");
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
    while (records() < records) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
