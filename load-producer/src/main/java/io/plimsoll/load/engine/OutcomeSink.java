package io.plimsoll.load.engine;

/** Takes the outcomes of one lane, on its thread. Never blocks. */
public interface OutcomeSink {
  /**
   * @param phase index of the phase it was intended in
   */
  void accept(Exchange exchange, int phase);

  /**
   * Nothing that ended before this moment is still to come.
   *
   * @param nowNanos reading of the agent's clock, taken on the lane's thread
   */
  void heartbeat(long nowNanos);
}
