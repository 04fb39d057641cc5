package io.plimsoll.lab.fault;

import io.plimsoll.lab.fault.FaultKind.Strength;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Switches faults on and off, and keeps the truth: what was on from when to when. Thread-safe. */
public final class FaultSwitch implements AutoCloseable {
  private static final int MOST_REMEMBERED = 1_000;

  private final FaultSite site;
  private final int poolSize;
  private final Path log;
  private final Clock clock;
  private final Optional<TruthLog> truthLog;
  private final List<Episode> episodes = new ArrayList<>(); // guarded by this

  /** A fault that is or was on. */
  private static final class Episode {
    private final FaultKind kind;
    private final Strength strength;
    private final Instant from;
    private final Runnable off;
    private Instant until;

    Episode(FaultKind kind, Strength strength, Instant from, Runnable off) {
      this.kind = kind;
      this.strength = strength;
      this.from = from;
      this.off = off;
    }
  }

  /** The truth about a fault; its end is empty while it is on. */
  public record Truth(String kind, String strength, Instant from, Optional<Instant> until) {}

  /**
   * @param poolSize connections of the pool that can be taken away
   * @param log file that grows
   * @param schedule what comes on by itself from now on
   */
  public FaultSwitch(FaultSite site, int poolSize, Path log, Clock clock, FaultSchedule schedule) {
    this.site = site;
    this.poolSize = poolSize;
    this.log = log;
    this.clock = clock;
    this.truthLog = schedule.truth().map(TruthLog::new);
    for (FaultPlan each : schedule.plan()) {
      var unused =
          site.timer()
              .schedule(
                  () -> on(each.kind(), each.strength(), Optional.of(each.lasting())),
                  each.at().toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  /** Switches a fault on, for good or for a while; one of the same kind is switched off before. */
  public synchronized void on(FaultKind kind, Strength strength, Optional<Duration> lasting) {
    off(kind);
    Episode episode = new Episode(kind, strength, clock.instant(), start(kind, strength));
    episodes.add(episode);
    truthLog.ifPresent(to -> to.add(kind, strength, true, episode.from));
    if (episodes.size() > MOST_REMEMBERED) {
      episodes.removeIf(each -> each.until != null && each == episodes.get(0));
    }
    lasting.ifPresent(
        time -> {
          var unused =
              site.timer().schedule(() -> off(episode), time.toMillis(), TimeUnit.MILLISECONDS);
        });
  }

  /** Switches the fault of this kind off. */
  public synchronized void off(FaultKind kind) {
    List.copyOf(episodes).stream().filter(each -> each.kind == kind).forEach(this::off);
  }

  private synchronized void off(Episode episode) {
    if (episode.until == null) {
      episode.off.run();
      Instant until = clock.instant();
      episode.until = until;
      truthLog.ifPresent(to -> to.add(episode.kind, episode.strength, false, until));
    }
  }

  /** Everything that was on, the oldest first. */
  public synchronized List<Truth> truth() {
    return episodes.stream()
        .map(
            each ->
                new Truth(
                    each.kind.label(),
                    each.strength.label(),
                    each.from,
                    Optional.ofNullable(each.until)))
        .toList();
  }

  private Runnable start(FaultKind kind, Strength strength) {
    return switch (kind) {
      case CPU_BURN -> RequestFaults.cpu(site, strength);
      case LOCK_CONTENTION -> RequestFaults.lock(site, strength);
      case MEMORY_LEAK -> ResourceFaults.leak(site.timer(), strength);
      case GC_PRESSURE -> ResourceFaults.garbage(strength);
      case POOL_EXHAUSTION -> ResourceFaults.pool(site, poolSize, strength);
      case SLOW_DISK -> ResourceFaults.disk(site, strength);
      case SLOW_DATABASE -> RequestFaults.database(site, strength);
      case SLOW_DOWNSTREAM -> RequestFaults.downstream(site, strength);
      case FEW_WORKERS -> site.workers().shrink(strength.of(0.8, 0.5, 0.25));
      case RATE_LIMIT -> RequestFaults.rateLimit(site, strength);
      case ERROR_BURST -> RequestFaults.errors(site, strength);
      case STALL -> RequestFaults.stall(site, strength);
      case NETWORK_DELAY -> network(strength);
      case LOG_GROWTH -> ResourceFaults.log(site.timer(), strength, log);
      case DESCRIPTOR_LEAK -> ResourceFaults.descriptors(site.timer(), strength);
    };
  }

  private Runnable network(Strength strength) {
    site.networkNanos().set(RequestFaults.millis(strength.of(30, 100, 400)));
    return () -> site.networkNanos().set(0);
  }

  @Override
  public synchronized void close() {
    List.copyOf(episodes).forEach(this::off);
  }
}
