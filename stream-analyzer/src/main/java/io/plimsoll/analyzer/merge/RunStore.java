package io.plimsoll.analyzer.merge;

/** Keeps the windows of one run over a restart. */
interface RunStore {
  void putJournal(long minuteMicros, long number, byte[] entry);

  void deleteJournal(long minuteMicros, long number);

  /**
   * @param chunk number of the chunk of operations
   */
  void putTotals(int chunk, byte[] totals);

  void deleteTotals(int chunk);
}
