package io.plimsoll.report.alert;

import static io.plimsoll.schemas.SlaTransition.FIRING;
import static io.plimsoll.schemas.SlaTransition.PENDING;
import static io.plimsoll.schemas.SlaTransition.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaTransition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final Answer AWAY = new Answer.NotNow("it answered 500", Optional.empty());

  private final FakeReceiver sender = new FakeReceiver();
  private final FakeRuns runs = new FakeRuns().knowing("r1", "r2");
  private final DeliveryCounters counters = new DeliveryCounters();
  private long now = 7_000_000_000L;
  private Delivery delivery = delivery(Set.of(FIRING, RESOLVED), Set.of());

  private Delivery delivery(Set<SlaTransition> transitions, Set<String> severities) {
    Receiver receiver =
        new Receiver(
            "oncall",
            transitions,
            severities,
            new Receiver.Endpoint(
                URI.create("http://127.0.0.1:1/x"), Map.of(), Duration.ofSeconds(1)),
            new Receiver.Webhook(BodyTemplate.everything()));
    return new Delivery(
        receiver, sender, runs, "http://page", counters, new Backoff(() -> 0.999), () -> now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private boolean done(SlaEvent event) {
    return delivery.done(0, event, false);
  }

  @Test
  void tellsOfFiringAndItsEndWithTheTimeItBegan() {
    assertThat(done(SampleEvents.event("r1", PENDING, 20))).isTrue();
    assertThat(done(SampleEvents.event("r1", FIRING, 30))).isTrue();
    assertThat(done(SampleEvents.event("r1", RESOLVED, 60))).isTrue();

    assertThat(sender.heard()).containsExactly("firing upload", "resolved upload");
    assertThat(sender.taken.get(1).since()).isEqualTo(sender.taken.get(0).change().at());
    assertThat(sender.taken.get(0).url()).isEqualTo("http://page/runs/r1");
    assertThat(sender.taken.get(0).scenario()).isEqualTo("load of r1");
  }

  @Test
  void saysNothingOfTheEndOfWhatWasNeverTold() {
    done(SampleEvents.event("r1", PENDING, 20));
    done(SampleEvents.event("r1", RESOLVED, 25));

    assertThat(sender.attempts).isZero();
  }

  @Test
  void triesAgainWithGrowingPausesUntilItIsTaken() {
    sender.answers.add(AWAY);
    sender.answers.add(AWAY);
    SlaEvent event = SampleEvents.event("r1", FIRING, 30);

    assertThat(done(event)).isFalse();
    assertThat(delivery.due()).isFalse();
    Duration first = delivery.untilDue();
    pass(first);
    assertThat(delivery.due()).isTrue();
    assertThat(done(event)).isFalse();
    Duration second = delivery.untilDue();
    assertThat(second).isGreaterThan(first.plus(first.dividedBy(2)));
    pass(second);
    assertThat(done(event)).isTrue();

    assertThat(sender.heard()).containsExactly("firing upload");
    assertThat(counters.failedAttempts()).isEqualTo(2);
    assertThat(counters.delivered(FIRING)).isEqualTo(1);
    assertThat(counters.reachable()).isTrue();
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    sender.answers.add(new Answer.NotNow("busy", Optional.of(Duration.ofSeconds(40))));
    done(SampleEvents.event("r1", FIRING, 30));

    assertThat(delivery.untilDue()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void leavesOutWhatIsRefusedAndGoesOn() {
    sender.answers.add(new Answer.Refused("it answered 400"));

    assertThat(done(SampleEvents.event("r1", FIRING, 30))).isTrue();
    assertThat(done(SampleEvents.event("r2", FIRING, 31))).isTrue();

    assertThat(sender.taken).extracting(each -> each.key().runId()).containsExactly("r2");
    assertThat(counters.refusedEvents()).isEqualTo(1);
  }

  @Test
  void waitsForTheNamesOfTheRunButNotForEver() {
    runs.caughtUp = false;
    SlaEvent event = SampleEvents.event("r9", FIRING, 30);
    assertThat(done(event)).isFalse();
    pass(Delivery.PATIENCE_FOR_RUN.multipliedBy(2));
    assertThat(done(event)).isFalse();
    runs.caughtUp = true;
    assertThat(done(event)).isTrue();
    assertThat(sender.taken.get(0).scenario()).isEmpty();
  }

  @Test
  void tellsANewReceiverOnlyOfRunsThatGoOn() {
    runs.over.put("r1", Instant.EPOCH);

    assertThat(delivery.done(0, SampleEvents.event("r1", FIRING, 30), true)).isTrue();
    assertThat(delivery.done(0, SampleEvents.event("r2", FIRING, 31), true)).isTrue();
    assertThat(delivery.done(0, SampleEvents.event("r1", FIRING, 32), false)).isTrue();

    assertThat(sender.taken).extracting(each -> each.key().runId()).containsExactly("r2", "r1");
  }

  @Test
  void keepsToTheSeveritiesWanted() {
    delivery = delivery(Set.of(FIRING, RESOLVED), Set.of("critical"));
    done(SampleEvents.event("r1", "upload", FIRING, 30, "warning"));
    done(SampleEvents.event("r1", "browse", FIRING, 31, "critical"));

    assertThat(sender.heard()).containsExactly("firing browse");
  }

  @Test
  void remindsOfWhatFiresAndForgetsRunsThatAreOver() {
    done(SampleEvents.event("r1", "upload", FIRING, 30, "critical"));
    done(SampleEvents.event("r2", "browse", FIRING, 31, "critical"));
    done(SampleEvents.event("r2", "delete", FIRING, 31, "critical"));
    done(SampleEvents.event("r2", "delete", RESOLVED, 33, "critical"));
    Instant end = Instant.ofEpochSecond(1_700_000_100);
    runs.over.put("r1", end);

    delivery.remind();
    delivery.remind();
    assertThat(sender.over).containsExactly("upload " + end);
    assertThat(sender.reminders).hasSize(1);
    assertThat(sender.reminders.get(0))
        .extracting(each -> each.key().operation())
        .containsExactly("browse");
    pass(Duration.ofNanos(TimeUnit.MINUTES.toNanos(1)));
    delivery.remind();
    assertThat(sender.reminders).hasSize(2);
  }

  @Test
  void findsItsStateAgainFromThePast() {
    delivery.past(0).accept(SampleEvents.event("r1", "upload", FIRING, 30, "critical"));
    delivery.past(0).accept(SampleEvents.event("r1", "browse", FIRING, 30, "critical"));
    delivery.past(0).accept(SampleEvents.event("r1", "browse", RESOLVED, 40, "critical"));

    delivery.remind();
    assertThat(sender.reminders.get(0)).hasSize(1);
    done(SampleEvents.event("r1", "upload", RESOLVED, 50, "critical"));
    assertThat(sender.taken.get(0).since())
        .isEqualTo(Instant.ofEpochSecond(SampleEvents.START / 1_000_000 + 30));
    delivery.lose(0);
    pass(Duration.ofMinutes(2));
    delivery.remind();
    assertThat(sender.reminders).hasSize(1);
  }
}
