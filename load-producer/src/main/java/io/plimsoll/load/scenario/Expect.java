package io.plimsoll.load.scenario;

import java.util.List;

/**
 * What the answer must be.
 *
 * @param statuses the status codes that are right; empty for any of 200 to 399
 * @param checks what else must hold
 */
public record Expect(StatusSet statuses, List<Check> checks) {
  public static final Expect ANY_SUCCESS = new Expect(StatusSet.EMPTY, List.of());

  public Expect {
    checks = List.copyOf(checks);
  }

  public boolean accepts(int status) {
    return statuses.isEmpty() ? status >= 200 && status < 400 : statuses.contains(status);
  }
}
