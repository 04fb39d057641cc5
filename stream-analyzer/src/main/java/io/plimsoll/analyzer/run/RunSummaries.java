package io.plimsoll.analyzer.run;

import io.plimsoll.analyzer.kpi.KpiRecords;
import io.plimsoll.analyzer.sla.SlaJudge;
import io.plimsoll.analyzer.sla.SlaWatch;
import io.plimsoll.schemas.OperationSummary;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SlaResult;
import io.plimsoll.schemas.Verdict;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Makes run summaries, live ones and the final one with its verdict. For one thread. */
public final class RunSummaries {
  private final KpiRecords records = new KpiRecords();

  /** The summary of a run that goes on: nothing is judged yet. */
  public RunSummary live(RunFacts facts) {
    RunSummary summary = totals(facts, RunAccount.live(facts));
    summary.setVerdict(Verdict.PENDING);
    return summary;
  }

  /**
   * The last word on a run.
   *
   * @param watch its rules while it went on
   */
  public RunSummary closed(RunFacts facts, Optional<SlaWatch> watch) {
    RunAccount account = RunAccount.last(facts);
    RunSummary summary = totals(facts, account);
    List<SlaResult> results =
        new SlaJudge(facts.totals(), facts.spanMicros(), watch).judge(rules(facts));
    Judgement judgement = Judgement.of(facts, account, results);
    summary.setClosed(true);
    summary.setComplete(judgement.complete());
    summary.setSla(results);
    summary.setVerdict(judgement.verdict());
    summary.setReasons(judgement.reasons());
    return summary;
  }

  private static List<io.plimsoll.schemas.SlaRule> rules(RunFacts facts) {
    return facts.record().map(RunRecord::getSla).orElse(List.of());
  }

  private RunSummary totals(RunFacts facts, RunAccount account) {
    RunSummary summary = new RunSummary();
    summary.setRunId(facts.runId());
    summary.setScenario(facts.record().map(RunRecord::getScenario).orElse(""));
    summary.setFirstStartMicros(facts.total().firstStartMicros());
    summary.setLastEndMicros(facts.total().lastEndMicros());
    summary.setTotal(records.operation(RunFacts.WHOLE, facts.spanMicros(), facts.total()));
    summary.setOperations(operations(facts));
    summary.setRelativeError(LatencySketch.RELATIVE_ERROR);
    summary.setEmitted(account.emitted());
    summary.setAnalysed(account.analysed());
    summary.setLate(account.late());
    summary.setUnrecorded(account.unrecorded());
    summary.setDeadLettered(facts.incidents().rejected());
    summary.setAgents(account.accounts());
    summary.setSla(List.of());
    summary.setReasons(List.of());
    return summary;
  }

  private List<OperationSummary> operations(RunFacts facts) {
    List<OperationSummary> operations = new ArrayList<>();
    new TreeMap<>(facts.totals())
        .forEach(
            (operation, kpis) -> {
              if (!operation.equals(RunFacts.WHOLE)) {
                operations.add(records.operation(operation, facts.spanMicros(), kpis));
              }
            });
    return operations;
  }
}
