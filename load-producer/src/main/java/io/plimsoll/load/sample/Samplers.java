package io.plimsoll.load.sample;

import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.scenario.SampledSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Samples several sources, each at its own interval and on its own thread. Thread-safe.
 *
 * <p>Samples are due at three quarters of each interval on the wall clock: each window of the
 * interval's width then holds one, and a rate covers about the window it stands in.
 */
public final class Samplers implements AutoCloseable {
  private static final double PHASE = 0.75;

  private final List<SourceSampler> samplers = new ArrayList<>();
  private final AgentClock clock;
  private final ScheduledThreadPoolExecutor ticks;

  private Samplers(
      List<SampledSource> sources,
      String agentId,
      AgentClock clock,
      SampleSink sink,
      Notices notices) {
    this.clock = clock;
    this.ticks =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "plimsoll-sample-clock");
              thread.setDaemon(true);
              return thread;
            });
    SocketTables tables = new SocketTables(Path.of("/proc"));
    for (SampledSource source : sources) {
      Probes probes = new Probes(source, tables, notices);
      samplers.add(new SourceSampler(source, probes.kind(), agentId, probes, clock, sink, notices));
    }
  }

  /** Begins to sample; the first reading of each source is taken at once and not handed on. */
  public static Samplers start(
      List<SampledSource> sources,
      String agentId,
      AgentClock clock,
      SampleSink sink,
      Notices notices) {
    Samplers samplers = new Samplers(sources, agentId, clock, sink, notices);
    samplers.samplers.forEach(
        each -> {
          each.tick();
          samplers.schedule(each);
        });
    return samplers;
  }

  private void schedule(SourceSampler sampler) {
    long every = sampler.source().every().toNanos() / 1000;
    long now = clock.nowMicros();
    long phase = Math.round((double) every * PHASE);
    long due = Math.floorDiv(now - phase, every) * every + phase + every;
    var unused =
        ticks.schedule(
            () -> {
              schedule(sampler);
              sampler.tick();
            },
            due - now,
            TimeUnit.MICROSECONDS);
  }

  /** Waits until each source has been read once or could not be, but not longer than this. */
  public void awaitFirst(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (SourceSampler each : samplers) {
      if (!each.first().await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  /** What a report says of the sources that could not be read, one sentence each. */
  public List<String> warnings() {
    return samplers.stream().map(SourceSampler::warning).flatMap(Optional::stream).toList();
  }

  /** Ids of the sources that cannot be read now. */
  public List<String> failing() {
    return samplers.stream().filter(SourceSampler::failing).map(s -> s.source().id()).toList();
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    samplers.forEach(SourceSampler::close);
  }
}
