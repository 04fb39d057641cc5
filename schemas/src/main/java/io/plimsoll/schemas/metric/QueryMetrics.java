package io.plimsoll.schemas.metric;

import java.util.Set;

/**
 * Names that a query of a PromQL source may be given so that it stands beside the KPIs; {@link
 * RedisMetrics#QUEUE_DEPTH} is another. See docs/samples.md.
 */
public final class QueryMetrics {
  public static final String QUEUE_DEPTH = RedisMetrics.QUEUE_DEPTH;
  public static final String ACTIVE_TASKS = "active_tasks";
  public static final String WORKER_EFFICIENCY_RATIO = "worker_efficiency_ratio";

  /** All of them. */
  public static final Set<String> ALL = Set.of(QUEUE_DEPTH, ACTIVE_TASKS, WORKER_EFFICIENCY_RATIO);

  private QueryMetrics() {}
}
