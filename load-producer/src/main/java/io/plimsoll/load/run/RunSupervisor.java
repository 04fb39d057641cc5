package io.plimsoll.load.run;

import io.plimsoll.load.emit.EmitCounters;
import io.plimsoll.load.emit.FlushLimits;
import io.plimsoll.load.engine.EngineSnapshot;
import io.plimsoll.load.sample.AgentSampler;
import io.plimsoll.load.sample.GeneratorHealth;
import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.Order;
import io.plimsoll.schemas.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over a run on a thread of its own: samples each second, and brings the run to its end.
 */
final class RunSupervisor {
  private static final Logger LOG = LoggerFactory.getLogger(RunSupervisor.class);

  private final String runId;
  private final RunParts parts;
  private final AgentSampler sampler;
  private final GeneratorHealth health;
  private final List<String> planWarnings;
  private final StopWatcher watcher;
  private final OmissionRisk omission;
  private final RunOptions options;
  private final CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
  private final AtomicReference<String> stopReason = new AtomicReference<>();
  private final AtomicReference<String> conditionMet = new AtomicReference<>();
  private final AtomicReference<String> abortReason = new AtomicReference<>();
  private volatile boolean hurried;
  private volatile boolean generatorLimited;
  private volatile long endedNanos = Long.MAX_VALUE;

  RunSupervisor(
      String runId,
      RunParts parts,
      AgentSampler sampler,
      GeneratorHealth health,
      List<String> planWarnings,
      StopWatcher watcher,
      OmissionRisk omission,
      RunOptions options) {
    this.runId = runId;
    this.parts = parts;
    this.sampler = sampler;
    this.health = health;
    this.planWarnings = List.copyOf(planWarnings);
    this.watcher = watcher;
    this.omission = omission;
    this.options = options;
  }

  void start() {
    parts.emitter().start();
    parts.engine().start();
    parts.commands().start(this::order);
    Thread thread = new Thread(this::run, "plimsoll-run");
    thread.setDaemon(true);
    thread.start();
  }

  CompletableFuture<RunOutcome> outcome() {
    return outcome;
  }

  boolean generatorLimited() {
    return generatorLimited;
  }

  /** When the last outcome was known; the largest number while the load goes on. */
  long endedNanos() {
    return endedNanos;
  }

  void stop(String reason) {
    stopReason.compareAndSet(null, reason);
    stopLoad(options.drain());
  }

  /** An order from outside; of those to an agent that runs, only STOP means something. */
  private void order(Command command) {
    if (command.getOrder() != Order.STOP) {
      return;
    }
    String reason = command.getReason() == null ? "ordered to stop" : command.getReason();
    AtomicReference<String> place = command.getPlanned() ? conditionMet : abortReason;
    if (place.compareAndSet(null, reason)) {
      LOG.info("run {}: {}", runId, reason);
      stopLoad(options.drain());
    }
  }

  /** Once the last outcome is known there is no load to stop, and soon no event loop to do so. */
  private void stopLoad(Duration drain) {
    if (endedNanos == Long.MAX_VALUE) {
      parts.engine().stop(drain);
    }
  }

  void stopNow(String reason) {
    stopReason.compareAndSet(null, reason);
    hurried = true;
    stopLoad(Duration.ZERO);
    // Before the last outcome is known the sender must not finish; flush() then hurries by itself.
    if (endedNanos != Long.MAX_VALUE) {
      var unused = parts.emitter().finish(FlushLimits.HURRIED);
    }
  }

  private void run() {
    try {
      long startedAt = parts.clock().micros(parts.startNanos());
      var unused = parts.emitter().send(parts.book().begun(RunStatus.RUNNING, startedAt));
      Optional<String> defect = awaitLoad();
      endedNanos = parts.clock().nanos();
      parts.samplers().close();
      boolean whole = flush();
      outcome.complete(end(startedAt, defect, whole));
    } catch (RuntimeException | Error broken) {
      LOG.error("run {}: the supervisor broke", runId, broken);
      outcome.completeExceptionally(broken);
    } finally {
      parts.close();
    }
  }

  /** Samples until every request has its outcome; tells of a defect in the engine. */
  private Optional<String> awaitLoad() {
    CompletableFuture<Void> load = parts.engine().done();
    long due = parts.clock().nanos();
    while (true) {
      due += TimeUnit.SECONDS.toNanos(1);
      try {
        load.get(Math.max(1, due - parts.clock().nanos()), TimeUnit.NANOSECONDS);
        return Optional.empty();
      } catch (TimeoutException another) {
        sample();
      } catch (ExecutionException e) {
        LOG.error("run {}: the engine broke", runId, e.getCause());
        return Optional.of("the engine broke: " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.of("the supervisor was interrupted");
      }
    }
  }

  private void sample() {
    parts.emitter().send(sampler.sample());
    generatorLimited = health.limited();
    Optional<String> met = watcher.look(parts.clock().nanos(), parts.engine().snapshot());
    if (met.isPresent() && conditionMet.compareAndSet(null, met.get())) {
      LOG.info("run {}: {}", runId, met.get());
      parts.engine().stop(options.drain());
    }
    if (parts.emitter().failure().isPresent() && stopReason.get() == null) {
      LOG.error("run {}: recording failed; stopping the load", runId);
      parts.engine().stop(options.drain());
    }
  }

  private FlushLimits flushLimits() {
    return hurried ? FlushLimits.HURRIED : FlushLimits.patient(options.flushLimit());
  }

  private boolean flush() {
    try {
      return parts.emitter().finish(flushLimits()).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the sender broke", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private RunOutcome end(long startedAt, Optional<String> defect, boolean whole) {
    EmitCounters recording = parts.emitter().counters();
    Optional<String> failure = defect.or(parts.emitter()::failure).or(() -> lost(whole, recording));
    RunStatus status =
        failure.isPresent()
            ? RunStatus.FAILED
            : stopReason.get() != null
                ? RunStatus.INTERRUPTED
                : abortReason.get() != null ? RunStatus.ABORTED : RunStatus.ENDED;
    Optional<String> reason =
        failure
            .or(() -> Optional.ofNullable(stopReason.get()))
            .or(() -> Optional.ofNullable(abortReason.get()))
            .or(() -> Optional.ofNullable(conditionMet.get()));
    List<String> warnings = warnings(recording);
    long endedAt = parts.clock().micros(endedNanos);
    Duration limit = flushLimits().runRecord();
    long by = System.nanoTime() + limit.toNanos();
    await(
        parts
            .emitter()
            .send(
                parts
                    .book()
                    .ended(
                        status,
                        startedAt,
                        endedAt,
                        reason.orElse(null),
                        health.limited(),
                        warnings),
                limit),
        by);
    EngineSnapshot counts = parts.engine().snapshot();
    return new RunOutcome(
        runId,
        status,
        reason,
        counts.operations().stream().mapToLong(each -> each.requests()).sum(),
        counts.operations().stream().mapToLong(each -> each.fails()).sum(),
        recording,
        whole,
        health.limited(),
        warnings);
  }

  private static Optional<String> lost(boolean whole, EmitCounters recording) {
    return whole
        ? Optional.empty()
        : Optional.of(
            "Kafka did not acknowledge everything in time: %d outcomes are uncertain, %d are lost"
                .formatted(recording.inFlight(), recording.unrecorded()));
  }

  private List<String> warnings(EmitCounters recording) {
    List<String> warnings = new ArrayList<>(planWarnings);
    warnings.addAll(health.warnings());
    warnings.addAll(parts.samplers().warnings());
    omission.warning(parts.engine().snapshot()).ifPresent(warnings::add);
    if (recording.unrecorded() > 0) {
      warnings.add(recording.unrecorded() + " outcomes could not be recorded");
    }
    return warnings;
  }

  private void await(CompletableFuture<Void> record, long byNanos) {
    try {
      record.get(Math.max(0, byNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("run {}: its last record was not acknowledged: {}", runId, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
