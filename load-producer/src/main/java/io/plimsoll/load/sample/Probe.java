package io.plimsoll.load.sample;

import java.io.IOException;

/**
 * Reads one source again and again; may remember what it read before, for rates. For one thread,
 * but for {@link #close}, which may come from another and ends a reading that hangs.
 */
public interface Probe extends AutoCloseable {
  /**
   * Reads the source; must not take much longer than the timeout it was made with.
   *
   * @throws ProbeException when the source answers, but not as it should
   * @throws IOException when it does not answer
   */
  Reading read(SampleTime now) throws IOException;

  @Override
  default void close() {}
}
