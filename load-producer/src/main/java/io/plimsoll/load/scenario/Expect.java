package io.plimsoll.load.scenario;

import java.util.List;

/**
 * What the answer must be.
 *
 * @param statuses the status codes that are right
 * @param anySuccess whether any of 200 to 399 is right, too
 * @param checks what else must hold
 */
public record Expect(StatusSet statuses, boolean anySuccess, List<Check> checks) {
  public static final Expect ANY_SUCCESS = new Expect(StatusSet.EMPTY, List.of());

  public Expect {
    checks = List.copyOf(checks);
  }

  /** These statuses and no others; where there are none, any of 200 to 399. */
  public Expect(StatusSet statuses, List<Check> checks) {
    this(statuses, statuses.isEmpty(), checks);
  }

  public boolean accepts(int status) {
    return (anySuccess && status >= 200 && status < 400) || statuses.contains(status);
  }
}
