package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Set;

/**
 * What the answer must be.
 *
 * @param statuses the status codes that are right; empty for any of 200 to 399
 * @param checks what else must hold
 */
public record Expect(Set<Integer> statuses, List<Check> checks) {
  public static final Expect ANY_SUCCESS = new Expect(Set.of(), List.of());

  public Expect {
    statuses = Set.copyOf(statuses);
    checks = List.copyOf(checks);
  }

  public boolean accepts(int status) {
    return statuses.isEmpty() ? status >= 200 && status < 400 : statuses.contains(status);
  }
}
