package io.plimsoll.endtoend.exactlyonce.truth;

import io.plimsoll.schemas.OutcomeKind;
import java.util.List;
import java.util.SplittableRandom;

/** Outcomes that look like a real load's: unequal operations, long tails, a few errors. Seeded. */
final class RandomOutcomes {
  static final List<String> OPERATIONS = List.of("browse", "search", "order", "pay|now");

  private final SplittableRandom random;

  RandomOutcomes(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One that ends after the first and no later than the second time. */
  Outcome next(String runId, long afterMicros, long throughMicros) {
    return new Outcome(
        runId,
        operation(),
        afterMicros + 1 + random.nextLong(throughMicros - afterMicros),
        150 + exponential(8_000),
        random.nextInt(10) < 7 ? 0 : exponential(2_500),
        kind(),
        80 + random.nextInt(900),
        random.nextInt(60_000));
  }

  private String operation() {
    int of = random.nextInt(10);
    return OPERATIONS.get(of < 5 ? 0 : of < 8 ? 1 : of < 9 ? 2 : 3);
  }

  private OutcomeKind kind() {
    OutcomeKind[] kinds = OutcomeKind.values();
    return random.nextInt(20) > 0 ? OutcomeKind.SUCCESS : kinds[random.nextInt(kinds.length)];
  }

  private long exponential(long meanMicros) {
    return (long) (-meanMicros * Math.log(1 - random.nextDouble()));
  }
}
