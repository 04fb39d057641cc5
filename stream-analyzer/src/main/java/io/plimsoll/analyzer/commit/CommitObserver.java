package io.plimsoll.analyzer.commit;

/**
 * Is told of each commit at the moment that matters most to exactness: everything the stage has to
 * tell lies with the broker, and nothing is committed yet. A test that halts the process there
 * finds out whether anything is counted twice.
 */
@FunctionalInterface
public interface CommitObserver {
  /** Observes nothing, and so spares the wait for the broker. */
  CommitObserver NONE = stage -> {};

  /**
   * Everything of this commit has been acknowledged by the broker, the offsets of a transaction
   * included; the commit itself comes when this returns. Called on the stream thread.
   *
   * @param stage {@code fold} or {@code merge}: one whose state is in the commit
   */
  void sent(String stage);
}
