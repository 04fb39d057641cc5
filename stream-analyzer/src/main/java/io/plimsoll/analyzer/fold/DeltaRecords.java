package io.plimsoll.analyzer.fold;

/** Receives delta records. */
@FunctionalInterface
public interface DeltaRecords {
  /**
   * @param partition of the deltas topic
   */
  void record(int partition, byte[] delta);
}
