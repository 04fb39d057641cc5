package io.plimsoll.load.websocket;

import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.SocketUser;
import io.plimsoll.load.scenario.Reply;
import io.plimsoll.schemas.OutcomeKind;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Reads from the messages of one connection how long they took and which are missing. Sender and
 * reader share a clock; a message from the future is refused, for nothing says how long it took.
 */
final class Ear {
  /** A longer gap is another count, not so many lost messages. */
  static final long LONGEST_GAP = 10_000;

  private static final String NO_TIME = "no timestamp";
  private static final String FUTURE = "the timestamp is later than the arrival";
  private static final String NO_NUMBER = "no number";
  private static final String NOT_ABOVE = "the number is not above the last";
  private static final String JUMPED = "the number is far above the last";
  private static final String DROPPED = "never came";

  private final EarAction action;
  private final SocketUser user;
  private final LongSupplier wallMicros;
  private long lastNumber;
  private boolean numbered;

  /**
   * @param wallMicros wall clock, microseconds since the Unix epoch
   */
  Ear(EarAction action, SocketUser user, LongSupplier wallMicros) {
    this.action = action;
    this.user = user;
    this.wallMicros = wallMicros;
  }

  void hear(MessageAnswer message, long now) {
    Reply.Fit fit =
        action
            .receive()
            .only()
            .map(each -> each.fit(user.session(), message))
            .orElse(Reply.Fit.YES);
    if (!fit.taken()) {
      return;
    }
    if (fit.undecided() != null) {
      refuse(message, "only: " + fit.undecided(), now);
      return;
    }
    String wrong = action.receive().sequence().isPresent() ? count(message, now) : null;
    OptionalLong sent = action.receive().unit().micros(action.receive().timestampIn(message));
    if (wrong != null || sent.isEmpty()) {
      refuse(message, wrong != null ? wrong : NO_TIME, now);
      return;
    }
    // Against the wall clock of this moment: the agent's own may have drifted from it since.
    long tookMicros = wallMicros.getAsLong() - sent.getAsLong();
    if (tookMicros < 0) {
      refuse(message, FUTURE, now);
    } else {
      Exchange heard = user.heard(action.call(), action.operation(), now - tookMicros * 1000);
      heard.begin(now - tookMicros * 1000);
      heard.received(message.bytes(), now);
      heard.answered(0, now);
    }
  }

  /** What is wrong with the message's number, or null; tells of those left out. */
  private String count(MessageAnswer message, long now) {
    Optional<Long> found = action.receive().numberIn(message);
    if (found.isEmpty()) {
      return NO_NUMBER;
    }
    long number = found.get();
    long left = number - lastNumber - 1;
    boolean first = !numbered;
    boolean above = number > lastNumber;
    if (first || above) {
      numbered = true;
      lastNumber = number;
    }
    if (first) {
      return null;
    }
    if (!above) {
      return NOT_ABOVE;
    }
    if (left > LONGEST_GAP || left < 0) {
      return JUMPED;
    }
    for (long each = 0; each < left; each++) {
      miss(action.dropped(), DROPPED, 0, now);
    }
    return null;
  }

  private void refuse(MessageAnswer message, String reason, long now) {
    miss(action.refused(), reason, message.bytes(), now);
  }

  private void miss(int operation, String reason, long bytes, long now) {
    Exchange missed = user.heard(action.call(), operation, now);
    missed.begin(now);
    if (bytes > 0) {
      missed.received(bytes, now);
    }
    missed.failed(OutcomeKind.PROTOCOL_ERROR, reason, 0, now);
  }
}
