package io.plimsoll.schemas.metric;

import java.util.Set;

/**
 * Names of the metrics that are sampled of the load generator itself, without their labels; what
 * they mean and their units are in docs/samples.md. Whoever looks for one takes its name from here,
 * so that it is one that is there.
 */
public final class AgentMetrics {
  public static final String USERS_ACTIVE = "users_active";
  public static final String REQUESTS_IN_FLIGHT = "requests_in_flight";
  public static final String REQUESTS_WAITING = "requests_waiting";
  public static final String REQUESTS_SENT_AGAIN = "requests_sent_again";
  public static final String PROCESS_CPU_RATIO = "process_cpu_ratio";
  public static final String LOOP_CPU_RATIO = "loop_cpu_ratio";
  public static final String HEAP_USED_BYTES = "heap_used_bytes";
  public static final String PROCESS_RSS_BYTES = "process_rss_bytes";
  public static final String EVENT_LOOP_DELAY_MICROS = "event_loop_delay_micros";
  public static final String SCHEDULE_LAG_MICROS = "schedule_lag_micros";
  public static final String ARRIVALS_PER_SECOND = "arrivals_per_second";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          USERS_ACTIVE,
          REQUESTS_IN_FLIGHT,
          REQUESTS_WAITING,
          REQUESTS_SENT_AGAIN,
          PROCESS_CPU_RATIO,
          LOOP_CPU_RATIO,
          HEAP_USED_BYTES,
          PROCESS_RSS_BYTES,
          EVENT_LOOP_DELAY_MICROS,
          SCHEDULE_LAG_MICROS,
          ARRIVALS_PER_SECOND);

  private AgentMetrics() {}
}
