package io.plimsoll.analyzer.sla;

/**
 * What was measured in a window.
 *
 * @param value in the indicator's unit
 * @param samples outcomes or samples it rests on
 * @param breach whether the limit is broken
 * @param startMicros start of the window
 * @param widthMicros its width
 */
record Reading(double value, long samples, boolean breach, long startMicros, long widthMicros) {
  long endMicros() {
    return startMicros + widthMicros;
  }
}
