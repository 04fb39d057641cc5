package io.plimsoll.report.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Answers as a test orders, and keeps what it has heard. */
final class FakeReceiver implements AlertSender {
  final Deque<Answer> answers = new ArrayDeque<>();
  final List<Alert> taken = new ArrayList<>();
  final List<List<Alert>> reminders = new ArrayList<>();
  final List<String> over = new ArrayList<>();
  int attempts;

  @Override
  public Answer send(Alert alert) {
    attempts++;
    Answer answer = answers.isEmpty() ? new Answer.Taken() : answers.removeFirst();
    if (answer instanceof Answer.Taken) {
      taken.add(alert);
    }
    return answer;
  }

  List<String> heard() {
    return taken.stream().map(each -> each.status() + " " + each.key().operation()).toList();
  }

  @Override
  public Optional<Duration> remindEvery() {
    return Optional.of(Duration.ofMinutes(1));
  }

  @Override
  public Answer remind(Collection<Alert> firing) {
    reminders.add(List.copyOf(firing));
    return new Answer.Taken();
  }

  @Override
  public Answer sendOver(Alert firing, Instant at) {
    over.add(firing.key().operation() + " " + at);
    return new Answer.Taken();
  }

  @Override
  public void close() {}
}
