package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Load;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioPlan;
import io.plimsoll.load.schedule.ArrivalSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Drives one scenario over the lanes of a transport. Users and arrivals are dealt out to the lanes
 * in turn; nothing is shared between them. Thread-safe.
 */
public final class LoadEngine {
  private final List<LaneRun> runs = new ArrayList<>();
  private final int operations;
  private final long startNanos;
  private final long endNanos;

  /**
   * @param sinks one per lane
   * @param startNanos when the load begins, on the agent's clock
   * @param drain how long requests in flight may take after the plan has ended
   */
  public LoadEngine(
      Scenario scenario,
      Transport transport,
      AgentClock clock,
      List<? extends OutcomeSink> sinks,
      long startNanos,
      Duration drain) {
    List<? extends Lane> lanes = transport.lanes();
    Phases phases = new Phases(ScenarioPlan.of(scenario).phases());
    Population population = Population.of(scenario, transport, clock);
    ArrivalSchedule arrivals =
        scenario.load() instanceof Load.Open open
            ? Schedules.arrivals(open, scenario.seed())
            : null;
    this.operations = scenario.operations().size();
    this.startNanos = startNanos;
    this.endNanos = startNanos + scenario.load().duration().toNanos();
    for (int i = 0; i < lanes.size(); i++) {
      LaneTally tally = new LaneTally(operations);
      LaneContext context =
          new LaneContext(
              i, lanes.size(), lanes.get(i), clock, sinks.get(i), phases, tally, startNanos);
      Workload workload = workload(scenario, context, population, arrivals);
      runs.add(new LaneRun(context, workload, tally, drain.toNanos()));
    }
  }

  private static Workload workload(
      Scenario scenario, LaneContext context, Population population, ArrivalSchedule arrivals) {
    if (scenario.load() instanceof Load.Closed closed) {
      return new ClosedWorkload(context, Schedules.users(closed), population, scenario.seed());
    }
    return new OpenWorkload(context, arrivals, population, scenario.seed());
  }

  /** Begins; the load starts at its time. */
  public void start() {
    runs.forEach(run -> run.plan(startNanos, endNanos));
  }

  /** Begins nothing any more, and waits for what is in flight no longer than this. */
  public void stop(Duration drain) {
    runs.forEach(run -> run.requestStop(drain.toNanos()));
  }

  /** Completes when every request that was intended has its outcome. */
  public CompletableFuture<Void> done() {
    return CompletableFuture.allOf(
        runs.stream().map(LaneRun::done).toArray(CompletableFuture[]::new));
  }

  public EngineSnapshot snapshot() {
    List<OperationCounts> counts = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      OperationCounts sum = OperationCounts.none();
      double rate = 0;
      for (LaneRun run : runs) {
        LaneSnapshot lane = run.tally().published();
        if (!lane.operations().isEmpty()) {
          sum = sum.plus(lane.operations().get(i));
          rate += lane.ratesPerSecond().get(i);
        }
      }
      counts.add(sum);
      rates.add(rate);
    }
    List<LaneSnapshot> lanes = runs.stream().map(run -> run.tally().published()).toList();
    return new EngineSnapshot(
        counts,
        rates,
        lanes.stream().mapToInt(LaneSnapshot::users).sum(),
        lanes.stream().mapToInt(LaneSnapshot::inFlight).sum(),
        lanes.stream().mapToInt(LaneSnapshot::waiting).sum(),
        lanes.stream().mapToLong(LaneSnapshot::sentAgain).sum());
  }

  /** The longest delay of an event-loop task since the last call, over all lanes. */
  public long takeLoopDelayNanos() {
    return runs.stream().mapToLong(run -> run.tally().takeLoopDelayNanos()).max().orElse(0);
  }

  /** The longest time a request was handed over after its intended start, since the last call. */
  public long takeScheduleLagNanos() {
    return runs.stream().mapToLong(run -> run.tally().takeScheduleLagNanos()).max().orElse(0);
  }
}
