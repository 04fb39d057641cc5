package io.plimsoll.analyzer.finding;

/** Keeps what the detectors of one run know over a restart. */
public interface FindingStore {
  /**
   * A part of the snapshot.
   *
   * @param chunk from 0 on
   */
  void putSnapshot(int chunk, byte[] bytes);

  /** A second taken in. */
  void putRow(long startMicros, byte[] row);

  void deleteRow(long startMicros);

  /** Readings of seconds that were not taken in yet. */
  void putAhead(byte[] readings);
}
