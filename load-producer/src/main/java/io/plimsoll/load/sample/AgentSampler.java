package io.plimsoll.load.sample;

import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.EngineSnapshot;
import io.plimsoll.load.engine.LoadEngine;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.metric.AgentMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** Samples the agent itself. For one thread; call about once a second. */
public final class AgentSampler {
  private final String runId;
  private final String agentId;
  private final LoadEngine engine;
  private final AgentClock clock;
  private final LongToDoubleFunction plannedRate;
  private final ProcessReadings process;
  private final PoolWaits pool;
  private final GeneratorHealth health;

  /**
   * @param loopThreads ids of the event loops' threads
   * @param plannedRate arrivals per second planned at a moment of the clock; negative in the closed
   *     model
   */
  public AgentSampler(
      String runId,
      String agentId,
      LoadEngine engine,
      AgentClock clock,
      List<Long> loopThreads,
      LongToDoubleFunction plannedRate,
      PoolWaits pool,
      GeneratorHealth health) {
    this.runId = runId;
    this.agentId = agentId;
    this.engine = engine;
    this.clock = clock;
    this.plannedRate = plannedRate;
    this.process = new ProcessReadings(loopThreads, clock.nanos());
    this.pool = pool;
    this.health = health;
  }

  /** Reads everything since the last call and judges the second. */
  public SystemSample sample() {
    long now = clock.nanos();
    process.update(now);
    long delay = engine.takeLoopDelayNanos() / 1000;
    long lag = engine.takeScheduleLagNanos() / 1000;
    EngineSnapshot snapshot = engine.snapshot();
    health.add(delay, lag, process.busiestLoopCpu(), pool.micros(snapshot));
    return SystemSample.newBuilder()
        .setRunId(runId)
        .setAgentId(agentId)
        .setSource("agent:" + agentId)
        .setSourceKind(SourceKind.AGENT)
        .setAtMicros(clock.micros(now))
        .setValues(values(snapshot, now, delay, lag))
        .build();
  }

  private Map<String, Double> values(
      EngineSnapshot snapshot, long now, long delayMicros, long lagMicros) {
    Map<String, Double> values = new HashMap<>();
    values.put(AgentMetrics.USERS_ACTIVE, (double) snapshot.users());
    values.put(AgentMetrics.REQUESTS_IN_FLIGHT, (double) snapshot.inFlight());
    values.put(AgentMetrics.REQUESTS_WAITING, (double) snapshot.waiting());
    values.put(AgentMetrics.REQUESTS_SENT_AGAIN, (double) snapshot.sentAgain());
    values.put(AgentMetrics.PROCESS_CPU_RATIO, process.processCpu());
    values.put(AgentMetrics.LOOP_CPU_RATIO, process.busiestLoopCpu());
    values.put(AgentMetrics.HEAP_USED_BYTES, (double) process.heapUsedBytes());
    values.put(AgentMetrics.EVENT_LOOP_DELAY_MICROS, (double) delayMicros);
    values.put(AgentMetrics.SCHEDULE_LAG_MICROS, (double) lagMicros);
    process
        .residentBytes()
        .ifPresent(rss -> values.put(AgentMetrics.PROCESS_RSS_BYTES, (double) rss));
    double planned = plannedRate.applyAsDouble(now);
    if (planned >= 0) {
      values.put(AgentMetrics.ARRIVALS_PER_SECOND, planned);
    }
    return values;
  }
}
