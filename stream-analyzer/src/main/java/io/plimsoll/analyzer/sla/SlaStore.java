package io.plimsoll.analyzer.sla;

/** Keeps what the rules of one run remember over a restart. */
public interface SlaStore {
  /** What was put there; null when nothing was. */
  byte[] getSlice(long widthMicros, long startMicros);

  /**
   * @param startMicros of the time it holds
   */
  void putSlice(long widthMicros, long startMicros, byte[] slice);

  void deleteSlice(long widthMicros, long startMicros);

  void putRules(byte[] state);
}
