package io.plimsoll.endtoend.exactlyonce.truth;

/**
 * Which window.
 *
 * @param operation {@code *} for all together
 */
public record WindowId(String runId, String operation, long widthMillis, long startMicros)
    implements Comparable<WindowId> {

  /** The window of this width that the time lies in. */
  static WindowId of(String runId, String operation, long widthMillis, long micros) {
    return new WindowId(
        runId, operation, widthMillis, micros - Math.floorMod(micros, widthMillis * 1000));
  }

  @Override
  public int compareTo(WindowId other) {
    return toString().compareTo(other.toString());
  }
}
