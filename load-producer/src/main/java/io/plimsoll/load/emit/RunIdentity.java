package io.plimsoll.load.emit;

import java.util.List;

/**
 * Whose outcomes these are.
 *
 * @param operations names by index
 * @param phases names by index
 */
public record RunIdentity(
    String runId, String agentId, String scenario, List<String> operations, List<String> phases) {

  public RunIdentity {
    operations = List.copyOf(operations);
    phases = List.copyOf(phases);
  }
}
