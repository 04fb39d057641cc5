package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.HttpStep;
import io.plimsoll.load.scenario.SocketStep;
import java.util.List;
import java.util.function.ToIntFunction;

/** Sends requests over one or more event loops. {@link #close} frees connections and threads. */
public interface Transport extends AutoCloseable {
  List<? extends Lane> lanes();

  /** Makes a step ready to be sent on any lane; thread-safe. */
  default Call prepare(HttpStep step) {
    return prepare(step, false);
  }

  /**
   * The same.
   *
   * @param polled whether conditions will look at its answer
   */
  Call prepare(HttpStep step, boolean polled);

  /**
   * Makes a step of a WebSocket ready; thread-safe.
   *
   * @param operations the index of an operation's name
   */
  default SocketAction prepare(SocketStep step, ToIntFunction<String> operations) {
    throw new UnsupportedOperationException("no WebSockets over " + getClass().getSimpleName());
  }

  @Override
  void close();
}
