package io.plimsoll.analyzer.run;

import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SlaResult;
import io.plimsoll.schemas.SlaState;
import io.plimsoll.schemas.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on a run and why.
 *
 * <p>WITHHELD when the data is incomplete or there is none; FAILED when the run itself failed or
 * was aborted, or a critical rule does not hold; PASSED otherwise. Rules that were not judged,
 * rules of lesser severity that do not hold, and a generator at its limit do not change the
 * verdict, but are always named.
 *
 * @param complete every account balances
 */
public record Judgement(Verdict verdict, boolean complete, List<String> reasons) {
  private static final String CRITICAL = "critical";

  public Judgement {
    reasons = List.copyOf(reasons);
  }

  /** Judges a run that has ended. */
  public static Judgement of(RunFacts facts, RunAccount account, List<SlaResult> results) {
    List<String> gaps = gaps(facts, account);
    List<String> failures = failures(facts, results);
    List<String> reasons = new ArrayList<>(gaps);
    reasons.addAll(failures);
    reasons.addAll(remarks(facts, results));
    boolean nothing = facts.total().count() == 0;
    if (nothing) {
      reasons.add(0, "no outcome was recorded: there is nothing to judge");
    }
    Verdict verdict =
        !gaps.isEmpty() || nothing
            ? Verdict.WITHHELD
            : failures.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
    return new Judgement(verdict, gaps.isEmpty(), reasons);
  }

  private static List<String> gaps(RunFacts facts, RunAccount account) {
    Incidents incidents = facts.incidents();
    List<String> gaps = new ArrayList<>();
    if (facts.record().isEmpty()) {
      gaps.add("no record of the run came: nobody knows what was planned");
    }
    incidents.closedEarly().ifPresent(gaps::add);
    gaps.addAll(account.differences());
    if (incidents.rejected() > 0) {
      gaps.add(
          incidents.rejected()
              + " outcomes of the run could be read but not used and lie in the dead letters");
    }
    if (incidents.unreadable() > 0 && account.missing() > 0) {
      gaps.add(
          "%d records that could not be read went to the dead letters while the run was open: what is missing may be among them (each held one outcome or a batch of them)"
              .formatted(incidents.unreadable()));
    }
    if (account.analysed() != facts.total().count()) {
      gaps.add(
          "the agents' accounts hold %d analysed outcomes and the windows %d"
              .formatted(account.analysed(), facts.total().count()));
    }
    return gaps;
  }

  private static List<String> failures(RunFacts facts, List<SlaResult> results) {
    List<String> failures = new ArrayList<>();
    RunStatus status = facts.record().map(RunRecord::getStatus).orElse(RunStatus.RUNNING);
    if (status == RunStatus.FAILED || status == RunStatus.ABORTED) {
      String what = status == RunStatus.FAILED ? "the run failed" : "the run was aborted";
      failures.add(what + because(facts));
    }
    for (SlaResult result : results) {
      if (result.getState() == SlaState.FAILED && isCritical(result)) {
        failures.add(result.getReason());
      }
    }
    return failures;
  }

  private static List<String> remarks(RunFacts facts, List<SlaResult> results) {
    List<String> remarks = new ArrayList<>();
    for (SlaResult result : results) {
      if (result.getState() == SlaState.NOT_EVALUATED) {
        remarks.add("not evaluated: " + result.getReason());
      } else if (result.getState() == SlaState.FAILED && !isCritical(result)) {
        remarks.add(result.getRule().getSeverity() + ": " + result.getReason());
      } else if (result.getState() == SlaState.PASSED && result.getFirings() > 0) {
        remarks.add(result.getReason());
      }
    }
    if (facts.record().map(RunRecord::getStatus).equals(Optional.of(RunStatus.INTERRUPTED))) {
      remarks.add("the run was interrupted" + because(facts) + "; the part that ran was judged");
    }
    facts.incidents().crowding().ifPresent(remarks::add);
    if (facts.record().map(RunRecord::getGeneratorLimited).orElse(false)) {
      remarks.add("the generator, not only the target, was at its limit");
    }
    return remarks;
  }

  private static String because(RunFacts facts) {
    return facts.record().map(RunRecord::getReason).map(reason -> ": " + reason).orElse("");
  }

  private static boolean isCritical(SlaResult result) {
    return result.getRule().getSeverity().equals(CRITICAL);
  }
}
