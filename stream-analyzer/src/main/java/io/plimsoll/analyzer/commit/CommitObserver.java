package io.plimsoll.analyzer.commit;

import java.util.function.LongConsumer;

/**
 * Is told of each commit at the moment that matters most to exactness: everything the stage has to
 * tell lies with the broker, and nothing is committed yet. A test that halts the process there
 * finds out whether anything is counted twice.
 */
@FunctionalInterface
public interface CommitObserver {
  /** Observes nothing, and so spares the wait for the broker. */
  CommitObserver NONE = flushes(nanos -> {});

  /** Is told how long each flush took, and otherwise spares the wait, too. Called by any thread. */
  static CommitObserver flushes(LongConsumer nanos) {
    return new FlushTimes(nanos);
  }

  /**
   * Everything of this commit has been acknowledged by the broker, the offsets of a transaction
   * included; the commit itself comes when this returns. Called on the stream thread.
   *
   * @param stage {@code fold} or {@code merge}: one whose state is in the commit
   */
  void sent(String stage);

  /**
   * The tasks of one commit have handed over what they held. Called on the stream thread.
   *
   * @param nanos how long that took, the transaction itself left out: for as long the thread took
   *     no record
   */
  default void flushed(long nanos) {}

  /** Whether {@link #sent} is wanted, for which each commit must wait for the broker once more. */
  default boolean awaitsBroker() {
    return true;
  }
}
