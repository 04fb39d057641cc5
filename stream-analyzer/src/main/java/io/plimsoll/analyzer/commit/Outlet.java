package io.plimsoll.analyzer.commit;

/**
 * Where a flush puts its records: the producer of the transaction that is about to be committed.
 * For the stream thread that flushes.
 */
public interface Outlet {
  /**
   * Hands a record to the open transaction. Its timestamp is the time of writing, because event
   * time lies in the value, and the broker refuses timestamps of agents whose clock is ahead.
   */
  void send(String topic, int partition, byte[] key, byte[] value);
}
