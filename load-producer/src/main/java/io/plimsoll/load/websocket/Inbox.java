package io.plimsoll.load.websocket;

import io.plimsoll.load.scenario.Reply;
import io.plimsoll.load.scenario.Variables;
import java.util.ArrayDeque;

/** Messages that were nobody's reply: the newest of them, up to a number and a size. */
final class Inbox {
  private static final int MOST = 100;
  private static final long MOST_BYTES = 1 << 20;

  private final ArrayDeque<MessageAnswer> messages = new ArrayDeque<>(2);
  private long bytes;

  void add(MessageAnswer message) {
    messages.addLast(message.detach());
    bytes += message.length();
    while (messages.size() > MOST || (bytes > MOST_BYTES && messages.size() > 1)) {
      bytes -= messages.pollFirst().length();
    }
  }

  /** The oldest that fits, or null; it goes, and so does everything older. */
  Taken take(Reply reply, Variables variables) {
    int older = 0;
    for (MessageAnswer each : messages) {
      Reply.Fit fit = reply.fit(variables, each);
      if (fit.taken()) {
        drop(older + 1);
        return new Taken(each, fit);
      }
      older++;
    }
    return null;
  }

  private void drop(int count) {
    for (int i = 0; i < count; i++) {
      bytes -= messages.pollFirst().length();
    }
  }

  /** A message that was taken out, and how it fits. */
  record Taken(MessageAnswer message, Reply.Fit fit) {}
}
