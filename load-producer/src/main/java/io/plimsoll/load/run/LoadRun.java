package io.plimsoll.load.run;

import io.plimsoll.load.LoadException;
import io.plimsoll.load.LoadException.Code;
import io.plimsoll.load.emit.CommandListener;
import io.plimsoll.load.emit.EmitConfig;
import io.plimsoll.load.emit.Emitter;
import io.plimsoll.load.emit.KafkaConnection;
import io.plimsoll.load.emit.RunIdentity;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.LoadEngine;
import io.plimsoll.load.engine.Transport;
import io.plimsoll.load.http.Http2Transport;
import io.plimsoll.load.http.HttpTransport;
import io.plimsoll.load.sample.AgentSampler;
import io.plimsoll.load.sample.GeneratorHealth;
import io.plimsoll.load.sample.Notices;
import io.plimsoll.load.sample.PoolWaits;
import io.plimsoll.load.sample.Samplers;
import io.plimsoll.load.sample.UsualSources;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioPlan;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.load.websocket.WebSocketTransport;
import io.plimsoll.schemas.PhasePlan;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.topic.Cluster;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run by one agent, from the first check to the last ledger entry. Thread-safe.
 *
 * <p>Order on Kafka: the run is STARTING before the first outcome; then RUNNING; after the last
 * outcome the ended marks, the last ledger entry, and at last ENDED, INTERRUPTED, ABORTED or
 * FAILED.
 */
public final class LoadRun {
  private static final long START_ACK_SECONDS = 30;
  private static final long HEAD_START_NANOS = 50_000_000L;
  private static final Duration FIRST_SAMPLES = Duration.ofSeconds(1);

  private final String runId;
  private final Scenario scenario;
  private final ScenarioPlan plan;
  private final AgentClock clock;
  private final Emitter emitter;
  private final LoadEngine engine;
  private final long startNanos;
  private final RunSupervisor supervisor;

  private LoadRun(
      String runId,
      Scenario scenario,
      ScenarioPlan plan,
      RunParts parts,
      RunSupervisor supervisor) {
    this.runId = runId;
    this.scenario = scenario;
    this.plan = plan;
    this.clock = parts.clock();
    this.emitter = parts.emitter();
    this.engine = parts.engine();
    this.startNanos = parts.startNanos();
    this.supervisor = supervisor;
  }

  /**
   * Checks target, broker and registry, announces the run, and begins the load.
   *
   * @throws LoadException when one of them is missing; nothing has been started then
   */
  public static LoadRun start(Scenario scenario, RunOptions options, Cluster cluster) {
    Descriptors.of(scenario)
        .shortage()
        .ifPresent(
            shortage -> {
              throw new LoadException(Code.TOO_FEW_DESCRIPTORS, shortage);
            });
    InetSocketAddress address = TargetProbe.require(scenario.target(), scenario.access());
    KafkaConnection kafka = KafkaConnection.open(cluster);
    String runId = options.runId().orElseGet(() -> RunIds.next(Instant.now(), new SecureRandom()));
    ScenarioPlan plan = ScenarioPlan.of(scenario);
    AgentClock clock = AgentClock.system();
    int loops = options.effectiveLoops();
    EmitConfig recording =
        EmitConfig.of(options.spoolDirectory(), options.outcomesPerRecord(scenario));
    Emitter emitter;
    try {
      new Rehearsal(kafka, clock, loops, recording).hold(scenario.load());
      emitter =
          Emitter.open(
              kafka, identity(runId, options.agentId(), scenario, plan), loops, clock, recording);
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
    RunRecordBook book = new RunRecordBook(runId, scenario, plan, options);
    CommandListener commands = null;
    try {
      commands = CommandListener.open(kafka, runId, options.agentId());
      announce(emitter, book, clock, cluster);
    } catch (RuntimeException e) {
      if (commands != null) {
        commands.close();
      }
      emitter.close();
      kafka.close();
      throw e;
    }
    Samplers samplers = samplers(runId, scenario, options, address, clock, emitter);
    Transport transport = transport(scenario, address, loops, clock);
    long startNanos = clock.nanos() + HEAD_START_NANOS;
    LoadEngine engine =
        new LoadEngine(scenario, transport, clock, emitter.sinks(), startNanos, options.drain());
    RunParts parts =
        new RunParts(
            clock, kafka, commands, emitter, transport, engine, book, samplers, startNanos);
    RunSupervisor supervisor = supervisor(runId, scenario, plan, options, parts);
    supervisor.start();
    return new LoadRun(runId, scenario, plan, parts, supervisor);
  }

  private static Transport transport(
      Scenario scenario, InetSocketAddress address, int loops, AgentClock clock) {
    Target target = scenario.target();
    Access access = scenario.access();
    int connections = scenario.maxConnections();
    Transport requests =
        access.http2()
            ? new Http2Transport(target, access, address, loops, connections, clock)
            : new HttpTransport(target, access, address, loops, connections, true, clock);
    return scenario.socketOperations().isEmpty()
        ? requests
        : new WebSocketTransport(requests, target, access, address, clock);
  }

  /** Sources are opened before the load begins: looking at a machine for the first time costs. */
  private static Samplers samplers(
      String runId,
      Scenario scenario,
      RunOptions options,
      InetSocketAddress target,
      AgentClock clock,
      Emitter emitter) {
    Samplers samplers =
        Samplers.start(
            UsualSources.of(scenario.sample(), target).stream()
                .map(source -> source.of(scenario.target()))
                .toList(),
            options.agentId(),
            clock,
            sample -> {
              sample.setRunId(runId);
              emitter.send(sample);
            },
            Notices.logged());
    try {
      samplers.awaitFirst(FIRST_SAMPLES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return samplers;
  }

  private static RunSupervisor supervisor(
      String runId, Scenario scenario, ScenarioPlan plan, RunOptions options, RunParts parts) {
    GeneratorHealth health = new GeneratorHealth();
    AgentSampler sampler =
        new AgentSampler(
            runId,
            options.agentId(),
            parts.engine(),
            parts.clock(),
            LoopThreads.of(parts.transport()),
            nanos -> PlannedRate.at(scenario.load(), nanos - parts.startNanos()),
            PoolWaits.of(scenario),
            health);
    return new RunSupervisor(
        runId,
        parts,
        sampler,
        health,
        plan.unreachable(),
        new StopWatcher(scenario.until()),
        OmissionRisk.of(scenario),
        options);
  }

  private static RunIdentity identity(
      String runId, String agentId, Scenario scenario, ScenarioPlan plan) {
    List<String> phases = plan.phases().stream().map(PhasePlan::getName).toList();
    Set<String> sockets = scenario.socketOperations();
    Protocol requests = scenario.access().http2() ? Protocol.HTTP2 : Protocol.HTTP1;
    List<Protocol> protocols =
        scenario.operations().stream()
            .map(each -> sockets.contains(each) ? Protocol.WEBSOCKET : requests)
            .toList();
    return new RunIdentity(
        runId, agentId, scenario.name(), scenario.operations(), protocols, phases);
  }

  private static void announce(
      Emitter emitter, RunRecordBook book, AgentClock clock, Cluster cluster) {
    try {
      emitter
          .send(book.begun(RunStatus.STARTING, clock.nowMicros()))
          .get(START_ACK_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new LoadException(
          Code.BROKER_UNREACHABLE,
          "the Kafka broker at %s did not take the run's record: %s. Check its log"
              .formatted(cluster.bootstrapServers(), e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException(Code.BROKER_UNREACHABLE, "interrupted while starting", e);
    }
  }

  public String runId() {
    return runId;
  }

  /**
   * Begins nothing any more, waits for requests in flight, flushes, and ends as INTERRUPTED.
   * Returns at once.
   */
  public void stop(String reason) {
    supervisor.stop(reason);
  }

  /** Like {@link #stop}, but waits for no request, and for Kafka no longer than two seconds. */
  public void stopNow(String reason) {
    supervisor.stopNow(reason);
  }

  /** Completes when the run has ended and everything is closed. */
  public CompletableFuture<RunOutcome> outcome() {
    return supervisor.outcome();
  }

  /**
   * Waits for the end.
   *
   * @throws InterruptedException when the waiting thread is interrupted; the run goes on
   */
  public RunOutcome await() throws InterruptedException {
    try {
      return outcome().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the run's supervisor broke", e.getCause());
    }
  }

  public LiveSnapshot snapshot() {
    var counts = engine.snapshot();
    long now = Math.min(clock.nanos(), supervisor.endedNanos());
    Duration elapsed = Duration.ofNanos(Math.max(0, now - startNanos));
    Duration left = scenario.load().duration().minus(elapsed);
    boolean ended = supervisor.endedNanos() != Long.MAX_VALUE;
    double seconds = ended ? (double) elapsed.toNanos() / 1e9 : 0;
    return new LiveSnapshot(
        runId,
        scenario.name(),
        ended ? "ended" : phase(elapsed),
        scenario.load() instanceof io.plimsoll.load.scenario.Load.Open,
        ended ? 0 : counts.users(),
        counts.inFlight(),
        counts.waiting(),
        elapsed,
        left.isNegative() || ended ? Duration.ZERO : left,
        LiveView.lines(scenario.operations(), counts, seconds),
        LiveView.total(counts, seconds),
        emitter.counters(),
        supervisor.generatorLimited());
  }

  private String phase(Duration elapsed) {
    long micros = elapsed.toNanos() / 1000;
    return plan.phases().stream()
        .filter(each -> micros < each.getStartMicros() + each.getDurationMicros())
        .findFirst()
        .map(PhasePlan::getName)
        .orElse("draining");
  }
}
