package io.plimsoll.load.emit;

import io.plimsoll.schemas.Protocol;
import java.util.List;

/**
 * Whose outcomes these are.
 *
 * @param operations names by index
 * @param protocols how each operation is sent
 * @param phases names by index
 */
public record RunIdentity(
    String runId,
    String agentId,
    String scenario,
    List<String> operations,
    List<Protocol> protocols,
    List<String> phases) {

  public RunIdentity {
    operations = List.copyOf(operations);
    protocols = List.copyOf(protocols);
    phases = List.copyOf(phases);
    if (protocols.size() != operations.size()) {
      throw new IllegalArgumentException(
          operations.size() + " operations and " + protocols.size() + " protocols");
    }
  }
}
