package io.plimsoll.endtoend.exactlyonce.process;

import io.plimsoll.analyzer.commit.CommitObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Tells the test of each commit that is about to be made, and halts the JVM at the chosen one. */
final class CommitCounter implements CommitObserver {
  private final Optional<AnalyzerOrders.Halt> halt;
  private final BooleanSupplier finalSummarySent;
  private final Map<String, Integer> commits = new ConcurrentHashMap<>();

  /**
   * @param finalSummarySent asked when the halt is to be in the commit that ends a run
   */
  CommitCounter(Optional<AnalyzerOrders.Halt> halt, BooleanSupplier finalSummarySent) {
    this.halt = halt;
    this.finalSummarySent = finalSummarySent;
  }

  @Override
  public void sent(String stage) {
    int commit = commits.merge(stage, 1, Integer::sum);
    ChildLife.say(stage + " " + commit);
    if (halt.isPresent() && halt.get().stage().equals(stage) && isChosen(commit)) {
      Runtime.getRuntime().halt(AnalyzerMain.HALTED);
    }
  }

  private boolean isChosen(int commit) {
    int chosen = halt.orElseThrow().commit();
    return chosen == AnalyzerOrders.Halt.THE_LAST
        ? finalSummarySent.getAsBoolean()
        : chosen == commit;
  }
}
