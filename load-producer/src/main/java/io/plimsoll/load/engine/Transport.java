package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.HttpStep;
import java.util.List;

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

  @Override
  void close();
}
