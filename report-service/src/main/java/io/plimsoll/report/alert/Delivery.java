package io.plimsoll.report.alert;

import io.plimsoll.report.query.Times;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SlaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver's side of delivery: decides what of an event is to be told, tells it, and knows when
 * to try again. It knows nothing of Kafka. For one thread.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** The run's record was written long before its first event, so it comes soon if at all. */
  static final Duration PATIENCE_FOR_RUN = Duration.ofSeconds(30);

  private static final Duration RUN_UNKNOWN_PAUSE = Duration.ofMillis(100);

  private final Receiver receiver;
  private final AlertSender sender;
  private final RunDirectory runs;
  private final String page;
  private final DeliveryCounters counters;
  private final Backoff backoff;
  private final LongSupplier nanoTime;
  private final OpenAlerts open;
  private long notBefore;
  private long remindAt;
  private Optional<Long> runUnknownSince = Optional.empty();
  private boolean refusalSaid;

  Delivery(
      Receiver receiver,
      AlertSender sender,
      RunDirectory runs,
      String page,
      DeliveryCounters counters,
      Backoff backoff,
      LongSupplier nanoTime) {
    this.receiver = receiver;
    this.sender = sender;
    this.runs = runs;
    this.page = page;
    this.counters = counters;
    this.backoff = backoff;
    this.nanoTime = nanoTime;
    this.open = new OpenAlerts(receiver);
    this.notBefore = nanoTime.getAsLong();
    this.remindAt = notBefore;
  }

  /** What the receiver has been told before the position from which its events come. */
  Consumer<SlaEvent> past(int partition) {
    remindAt = nanoTime.getAsLong();
    return event -> open.follow(partition, event);
  }

  /** Events of this partition go to another service. */
  void lose(int partition) {
    open.drop(partition);
  }

  /** Whether it is time for the next attempt. */
  boolean due() {
    return nanoTime.getAsLong() - notBefore >= 0;
  }

  /** Until then; zero or less when it is time. */
  Duration untilDue() {
    return Duration.ofNanos(notBefore - nanoTime.getAsLong());
  }

  /**
   * Deals with an event.
   *
   * @param old it was there before the receiver was: of runs that are over it is not told
   * @return whether it is done with; if not, it is to come again when {@link #due}
   */
  boolean done(int partition, SlaEvent event, boolean old) {
    if (!open.wants(partition, event)) {
      open.follow(partition, event);
      return true;
    }
    Optional<RunRecord> run = runs.record(event.getRunId());
    if (run.isEmpty() && awaitRun(event.getRunId())) {
      return false;
    }
    runUnknownSince = Optional.empty();
    if (old && runs.overAt(event.getRunId()).isPresent()) {
      return true;
    }
    Instant since = Times.instant(open.open(partition, event).orElse(event).getAtMicros());
    boolean done = told(Alert.of(event, run, since, page));
    if (done) {
      open.follow(partition, event);
    }
    return done;
  }

  private boolean awaitRun(String runId) {
    long now = nanoTime.getAsLong();
    long since = runUnknownSince.orElse(now);
    runUnknownSince = Optional.of(since);
    if (runs.caughtUp() && now - since > PATIENCE_FOR_RUN.toNanos()) {
      LOG.warn("alerts to {}: run {} is on no topic; told without its names", name(), runId);
      return false;
    }
    notBefore = now + RUN_UNKNOWN_PAUSE.toNanos();
    return true;
  }

  private boolean told(Alert alert) {
    Answer answer = sender.send(alert);
    if (answer instanceof Answer.NotNow later) {
      putOff(later);
      return false;
    }
    recovered();
    if (answer instanceof Answer.Refused refused) {
      counters.refused();
      if (!refusalSaid) {
        refusalSaid = true;
        LOG.warn(
            "alerts to {}: {} was refused for good: {}; it is left out, and so are others that are"
                + " refused",
            name(),
            alert.id(),
            refused.why());
      }
    } else {
      counters.taken(alert.transition());
    }
    return true;
  }

  private void putOff(Answer.NotNow later) {
    counters.failed();
    if (backoff.failures() == 0) {
      LOG.warn(
          "alerts to {} at {}: {}; tried again until it takes them, none is lost",
          name(),
          receiver.endpoint(),
          later.why());
    }
    notBefore = nanoTime.getAsLong() + backoff.next(later.pause()).toNanos();
  }

  private void recovered() {
    if (backoff.failures() > 0) {
      LOG.info("alerts to {}: taken again after {} attempts", name(), backoff.failures());
      backoff.succeeded();
    }
  }

  /** Reminds the receiver of what is firing, when it is time. */
  void remind() {
    Optional<Duration> every = sender.remindEvery();
    if (every.isEmpty() || nanoTime.getAsLong() - remindAt < 0 || !due()) {
      return;
    }
    remindAt = nanoTime.getAsLong() + every.get().toNanos();
    endThoseOfRunsThatAreOver();
    List<Alert> firing = open.firing().stream().map(this::again).toList();
    if (!firing.isEmpty() && sender.remind(firing) instanceof Answer.NotNow later) {
      remindAt = notBefore;
      putOff(later);
    }
  }

  /** Nothing of a run that is over can be helped any more; its verdict tells the rest. */
  private void endThoseOfRunsThatAreOver() {
    for (SlaEvent event : open.firing()) {
      Optional<Instant> over = runs.overAt(event.getRunId());
      if (over.isPresent()
          && !(sender.sendOver(again(event), over.get()) instanceof Answer.NotNow)) {
        open.forget(event);
      }
    }
  }

  private Alert again(SlaEvent event) {
    return Alert.of(event, runs.record(event.getRunId()), Times.instant(event.getAtMicros()), page);
  }

  private String name() {
    return receiver.name();
  }
}
