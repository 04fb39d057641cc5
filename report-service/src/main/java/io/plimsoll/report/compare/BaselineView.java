package io.plimsoll.report.compare;

import io.plimsoll.schemas.Baseline;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The baselines as the topic says. Thread-safe. */
public final class BaselineView {
  private static final List<String> MAIN = List.of("main", "master");

  private final ConcurrentSkipListMap<BaselineKey, Baseline> all = new ConcurrentSkipListMap<>();

  /** Takes a newer one; one without runs and figures takes the baseline away. */
  public void put(Baseline baseline) {
    BaselineKey key = BaselineKey.of(baseline);
    if (baseline.getRunIds().isEmpty() && baseline.getOperations().isEmpty()) {
      all.remove(key);
    } else {
      all.put(key, baseline);
    }
  }

  /** By scenario, branch and environment. */
  public List<Baseline> all() {
    return List.copyOf(all.values());
  }

  public Optional<Baseline> exactly(BaselineKey key) {
    return Optional.ofNullable(all.get(key));
  }

  /** That of the branch, or else of the main branch, or else of runs that named no branch. */
  public Optional<Baseline> nearest(BaselineKey key) {
    return exactly(key)
        .or(() -> MAIN.stream().flatMap(name -> exactly(key.onBranch(name)).stream()).findFirst())
        .or(() -> exactly(key.onBranch("")));
  }

  /** Whether runs of this branch may become the baseline by themselves. */
  public static boolean isMain(BaselineKey key) {
    return MAIN.contains(key.branch());
  }
}
