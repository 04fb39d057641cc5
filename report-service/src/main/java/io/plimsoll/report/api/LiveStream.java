package io.plimsoll.report.api;

import io.plimsoll.report.query.Json;
import io.plimsoll.report.query.RunQueries;
import io.plimsoll.report.query.RunQueries.LiveEvent;
import io.plimsoll.report.view.ChangeLog;
import io.plimsoll.report.view.RunView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Server-sent events of what changes. Each client looks at the numbered changes at its own pace, so
 * that a slow one gets only the newest state of each thing and never holds up the views; one that
 * takes nothing for {@link #PATIENCE} is cut off. After a break a client goes on from its last id;
 * when that is too long ago it gets {@code reset}: ask for everything again.
 */
final class LiveStream {
  static final Duration TICK = Duration.ofMillis(250);
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CHANGES_AT_ONCE = 2_000;
  private static final long TICKS_PER_HEARTBEAT = 40;

  private final RunQueries queries;

  LiveStream(RunQueries queries) {
    this.queries = queries;
  }

  /** Of one run. */
  Flux<String> run(ApiRequest request) {
    RunView view = queries.view(request.runId());
    return follow(view.changes(), request, change -> queries.now(view, change));
  }

  /** Of the list of runs. */
  Flux<String> runs(ApiRequest request) {
    return follow(queries.views().changedRuns(), request, queries::now);
  }

  /** Of the limits of all runs. */
  Flux<String> limits(ApiRequest request) {
    return follow(queries.views().slaEvents(), request, queries::now);
  }

  private <K> Flux<String> follow(
      ChangeLog<K> log, ApiRequest request, Function<K, Optional<LiveEvent>> now) {
    Client<K> client = new Client<>(log, now, known(log, request));
    Sinks.Empty<String> tooSlow = Sinks.empty();
    return Flux.interval(Duration.ZERO, TICK)
        .onBackpressureDrop(tick -> client.missed(tooSlow))
        .concatMap(tick -> Flux.fromStream(client.batch(tick).stream()), 1)
        .takeUntilOther(tooSlow.asMono());
  }

  /**
   * Where the client stands: what it says, else now; a version that cannot be makes it start over.
   */
  private long known(ChangeLog<?> log, ApiRequest request) {
    Optional<String> said = request.lastEventId().or(() -> request.parameter("since"));
    return said.map(text -> queries.versionOf(text).orElse(Long.MAX_VALUE)).orElseGet(log::version);
  }

  /** One client; its ticks come one after the other. */
  private final class Client<K> {
    private final ChangeLog<K> log;
    private final Function<K, Optional<LiveEvent>> now;
    private long known;
    private final AtomicLong missedTicks = new AtomicLong();

    Client(ChangeLog<K> log, Function<K, Optional<LiveEvent>> now, long known) {
      this.log = log;
      this.now = now;
      this.known = known;
    }

    Optional<String> batch(long tick) {
      missedTicks.set(0);
      ChangeLog.Since<K> since = log.since(known);
      known = since.version();
      String id = "id: " + queries.liveVersion(known) + "\n";
      if (since.lost() || since.changes().size() > CHANGES_AT_ONCE) {
        return Optional.of(id + "event: reset\ndata: {}\n\n");
      }
      StringBuilder out = new StringBuilder();
      for (K change : since.changes()) {
        now.apply(change).ifPresent(event -> append(out, event));
      }
      if (!out.isEmpty()) {
        // Only the end of a batch is a place to go on from.
        return Optional.of(out + id + "event: mark\ndata: {}\n\n");
      }
      return tick % TICKS_PER_HEARTBEAT == 0 ? Optional.of(": still here\n\n") : Optional.empty();
    }

    private static void append(StringBuilder out, LiveEvent event) {
      out.append("event: ").append(event.name()).append('\n');
      out.append("data: ").append(Json.write(event.data())).append("\n\n");
    }

    void missed(Sinks.Empty<String> tooSlow) {
      if (missedTicks.incrementAndGet() * TICK.toMillis() > PATIENCE.toMillis()) {
        // Said once; later ticks change nothing any more.
        tooSlow.tryEmitError(new IllegalStateException("client takes nothing"));
      }
    }
  }
}
