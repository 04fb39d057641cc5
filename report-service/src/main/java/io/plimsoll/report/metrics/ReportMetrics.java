package io.plimsoll.report.metrics;

import io.plimsoll.report.alert.DeliveryCounters;
import io.plimsoll.report.api.Health;
import io.plimsoll.report.query.Times;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SlaTransition;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * All that {@code /metrics} says, as of now: the newest runs that go on or have just ended, the
 * service itself, and what other parts of the process add. Of runs it says nothing until the topics
 * have been read to where they ended at the start: half of a counter would look like a reset.
 * Thread-safe.
 */
public final class ReportMetrics {
  /** A run that is silent for longer in event time has no series any more. */
  static final Duration KEPT = Duration.ofMinutes(10);

  /** More runs at a time than this have no series, the oldest first. */
  static final int RUNS_AT_MOST = 20;

  private final Views views;
  private final Supplier<Health> health;
  private final Clock clock;
  private volatile Supplier<Map<String, DeliveryCounters>> receivers = Map::of;
  private final Map<String, RunMetrics> runs = new HashMap<>();
  private final List<Supplier<MetricSnapshots>> others = new CopyOnWriteArrayList<>();

  public ReportMetrics(Views views, Supplier<Health> health, Clock clock) {
    this.views = views;
    this.health = health;
    this.clock = clock;
  }

  /** Tells from now on what becomes of alerts, by receiver. */
  public void receivers(Supplier<Map<String, DeliveryCounters>> counters) {
    receivers = counters;
  }

  /** Adds the metrics of another part, whose names are none of those here. */
  public void add(Supplier<MetricSnapshots> part) {
    others.add(part);
  }

  /** Everything, as it is now. */
  public MetricSnapshots snapshots() {
    Families families = new Families();
    Health now = health.get();
    addService(now, families);
    receivers.get().forEach((receiver, counters) -> addReceiver(receiver, counters, families));
    if (now.caughtUp()) {
      shown().forEach(run -> run.addTo(families));
    }
    List<MetricSnapshot> all = new ArrayList<>();
    families.snapshots().forEach(all::add);
    others.forEach(part -> part.get().forEach(all::add));
    return new MetricSnapshots(all);
  }

  private synchronized List<RunMetrics> shown() {
    List<RunMetrics> shown = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (RunView run : views.runs()) {
      if (ids.size() < RUNS_AT_MOST && recent(run)) {
        ids.add(run.id());
        shown.add(runs.computeIfAbsent(run.id(), any -> new RunMetrics(run)));
      }
    }
    runs.keySet().retainAll(ids);
    return shown;
  }

  /** By event time alone, so that a service that starts anew shows the same runs. */
  private boolean recent(RunView run) {
    long newest = run.record().map(RunRecord::getStartedAtMicros).orElse(0L);
    newest = Math.max(newest, run.kpiSpan().map(RunView.Span::toMicros).orElse(0L));
    Instant last = Times.instant(newest);
    return last.plus(KEPT).isAfter(clock.instant());
  }

  private static void addService(Health now, Families families) {
    families.gauge(
        "plimsoll_report_caught_up",
        "1 once everything that was on the topics at the start has been read.",
        Labels.EMPTY,
        now.caughtUp() ? 1 : 0);
    families.counter(
        "plimsoll_report_records",
        "Records taken from the topics since the service started.",
        Labels.EMPTY,
        (double) now.recordsRead());
    now.badRecords()
        .forEach(
            (what, count) ->
                families.counter(
                    "plimsoll_report_bad_records",
                    "Records that could not be used, by topic and reason.",
                    Labels.of("what", what),
                    (double) count));
    families.gauge(
        "plimsoll_report_lag_records",
        "Records on the topics that have not been read yet.",
        Labels.EMPTY,
        (double) now.lagRecords());
    families.gauge(
        "plimsoll_report_window_bytes",
        "Memory of the windows kept, about.",
        Labels.EMPTY,
        (double) now.windowBytes());
  }

  private static void addReceiver(String receiver, DeliveryCounters counters, Families families) {
    Labels labels = Labels.of("receiver", receiver);
    for (SlaTransition each : SlaTransition.values()) {
      families.counter(
          "plimsoll_alerts_delivered",
          "Alerts that a receiver has taken, by state.",
          labels.add("status", each.name().toLowerCase(Locale.ROOT)),
          (double) counters.delivered(each));
    }
    families.counter(
        "plimsoll_alerts_refused",
        "Alerts that a receiver will never take.",
        labels,
        (double) counters.refusedEvents());
    families.counter(
        "plimsoll_alerts_failed_attempts",
        "Requests to a receiver that are made again.",
        labels,
        (double) counters.failedAttempts());
    families.gauge(
        "plimsoll_alerts_waiting",
        "Events that wait for a receiver.",
        labels,
        (double) counters.waitingEvents());
    families.gauge(
        "plimsoll_alerts_receiver_up",
        "1 when the receiver answered the last request as it should.",
        labels,
        counters.reachable() ? 1 : 0);
  }
}
