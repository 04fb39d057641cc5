package io.plimsoll.report.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Speaks the language of a kind of receiver. For one thread, but may be closed by another. */
interface AlertSender extends AutoCloseable {
  /** Hands on a change of state. */
  Answer send(Alert alert);

  /** How often {@link #remind} wants to be called; empty for a receiver who remembers. */
  Optional<Duration> remindEvery();

  /** Says again which alerts are firing, whatever the receiver remembers. */
  Answer remind(Collection<Alert> firing);

  /** Says that an alert is over because its run is. */
  Answer sendOver(Alert firing, Instant at);

  @Override
  void close();

  static AlertSender to(Receiver receiver, java.time.Clock clock) {
    HttpPost post = new HttpPost(receiver.endpoint());
    if (receiver.form() instanceof Receiver.Alertmanager form) {
      return new AlertmanagerSender(post, form, clock);
    }
    return new WebhookSender(post, ((Receiver.Webhook) receiver.form()).body());
  }
}
