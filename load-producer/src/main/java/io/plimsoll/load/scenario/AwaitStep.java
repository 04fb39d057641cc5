package io.plimsoll.load.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Waits for a message. Those that came since the step before, and were nobody's reply, are looked
 * at first.
 *
 * @param checks what the message must show
 * @param extracts what is taken out of it
 */
public record AwaitStep(
    String operation, Reply reply, List<Check> checks, List<Extract> extracts, Duration timeout)
    implements SocketStep {

  public AwaitStep {
    checks = List.copyOf(checks);
    extracts = List.copyOf(extracts);
  }

  @Override
  public List<String> operations() {
    return List.of(operation);
  }
}
