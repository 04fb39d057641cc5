package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.finding.FindingStore;
import io.plimsoll.analyzer.sla.SlaStore;

/** Keeps the windows, the rules and the findings of one run over a restart. */
interface RunStore extends SlaStore {
  /** Where its detectors are kept. */
  FindingStore detectors();

  /**
   * @param slotMicros start of the slot
   */
  void putJournal(long slotMicros, long number, byte[] entry);

  /** What was put there. */
  byte[] getJournal(long slotMicros, long number);

  void deleteJournal(long slotMicros, long number);

  /**
   * @param chunk number of the chunk of operations
   */
  void putTotals(int chunk, byte[] totals);

  void deleteTotals(int chunk);
}
