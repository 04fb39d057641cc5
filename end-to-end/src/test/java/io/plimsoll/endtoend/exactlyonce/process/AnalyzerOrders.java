package io.plimsoll.endtoend.exactlyonce.process;

import io.plimsoll.analyzer.ProcessingGuarantee;
import java.util.Optional;

/**
 * How an analyzer shall live and die.
 *
 * @param guarantee EXACTLY_ONCE, or the control
 * @param halt where it halts its JVM by itself; empty for never
 */
public record AnalyzerOrders(ProcessingGuarantee guarantee, Optional<Halt> halt) {

  /**
   * Everything of a commit lies with the broker, nothing of it is committed, and the JVM halts.
   *
   * @param stage {@code fold} or {@code merge}
   * @param commit the how-manieth commit of this stage, from 1, or {@link #THE_LAST}
   */
  public record Halt(String stage, int commit) {
    /** The one that ends a run: its final summary is in it. */
    static final int THE_LAST = 0;
  }

  /** Exactly once, to the end. */
  public static AnalyzerOrders exact() {
    return new AnalyzerOrders(ProcessingGuarantee.EXACTLY_ONCE, Optional.empty());
  }

  public AnalyzerOrders with(ProcessingGuarantee other) {
    return new AnalyzerOrders(other, halt);
  }

  public AnalyzerOrders haltingAt(String stage, int commit) {
    return new AnalyzerOrders(guarantee, Optional.of(new Halt(stage, commit)));
  }

  /** Halts in stage merge before the commit with a run's final summary in it. */
  public AnalyzerOrders haltingAtTheEnd() {
    return haltingAt("merge", Halt.THE_LAST);
  }
}
