package io.plimsoll.report.gate;

import io.plimsoll.report.compare.ChangeText;
import io.plimsoll.report.compare.Comparison;
import io.plimsoll.report.compare.MetricChange;
import io.plimsoll.report.gate.GateCase.State;
import io.plimsoll.report.query.FindingEntry;
import io.plimsoll.report.query.Run;
import io.plimsoll.report.query.RunDetail;
import io.plimsoll.report.query.SlaOutcome;
import io.plimsoll.report.query.Totals;
import io.plimsoll.stats.compare.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gate of a run: complete data, every limit, no critical finding, nothing worse than the
 * baseline.
 *
 * @param run the run, with its commit and branch
 * @param outcome what the gate says
 * @param cases everything that was asked
 * @param comparison with the baseline, where there is one
 */
public record Gate(
    Run run, Outcome outcome, List<GateCase> cases, Optional<Comparison> comparison) {
  public Gate {
    cases = List.copyOf(cases);
  }

  /** What the gate says. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** The data is incomplete: no verdict. */
    WITHHELD
  }

  /**
   * @param detail the run
   * @param comparison with its baseline, where there is one
   * @param noAnomalies whether any anomaly fails the gate, not only a critical one
   */
  public static Gate of(RunDetail detail, Optional<Comparison> comparison, boolean noAnomalies) {
    List<GateCase> cases = new ArrayList<>();
    boolean complete = completeness(detail.totals(), cases);
    detail.totals().ifPresent(totals -> totals.sla().forEach(each -> cases.add(limit(each))));
    cases.add(findings(detail.findings(), noAnomalies));
    comparison.ifPresentOrElse(
        found -> compared(found, cases),
        () -> cases.add(skipped("comparison", "baseline", "there is no baseline to compare with")));
    boolean failed = cases.stream().anyMatch(each -> each.state() == State.FAILED);
    Outcome outcome = !complete ? Outcome.WITHHELD : failed ? Outcome.FAILED : Outcome.PASSED;
    return new Gate(detail.run(), outcome, cases, comparison);
  }

  private static boolean completeness(Optional<Totals> totals, List<GateCase> cases) {
    boolean complete =
        totals.filter(found -> found.closed() && found.ledger().complete()).isPresent();
    String detail =
        totals
            .map(found -> found.ledger())
            .map(found -> "%d emitted, %d analysed".formatted(found.emitted(), found.analysed()))
            .orElse("nothing has been analysed");
    cases.add(
        new GateCase(
            "completeness",
            "every outcome is accounted for",
            complete ? State.PASSED : State.FAILED,
            detail));
    return complete;
  }

  private static GateCase limit(SlaOutcome each) {
    State state =
        switch (each.state()) {
          case "PASSED" -> State.PASSED;
          case "FAILED" -> State.FAILED;
          default -> State.SKIPPED;
        };
    String measured = each.value().map(value -> "measured " + ChangeText.number(value)).orElse("");
    return new GateCase(
        "limits",
        each.operation() + " " + each.rule().indicator() + " " + each.rule().text(),
        state,
        each.reason().orElse(measured));
  }

  private static GateCase findings(List<FindingEntry> findings, boolean noAnomalies) {
    List<String> grave =
        findings.stream()
            .filter(
                each ->
                    each.severity().equals("critical")
                        || (noAnomalies && each.kind().equals("ANOMALY")))
            .map(FindingEntry::title)
            .toList();
    return new GateCase(
        "findings",
        noAnomalies ? "no anomaly, no critical finding" : "no critical finding",
        grave.isEmpty() ? State.PASSED : State.FAILED,
        String.join("; ", grave));
  }

  private static void compared(Comparison comparison, List<GateCase> cases) {
    if (!comparison.comparable()) {
      cases.add(skipped("comparison", "baseline", String.join("; ", comparison.mismatches())));
    }
    for (MetricChange change : comparison.changes()) {
      State state =
          switch (change.verdict()) {
            case WORSE -> State.FAILED;
            case BETTER, SAME -> State.PASSED;
            case INCONCLUSIVE -> State.SKIPPED;
          };
      cases.add(
          new GateCase(
              "comparison",
              change.operation() + " " + change.metric(),
              state,
              (change.verdict() == Judgement.INCONCLUSIVE ? "inconclusive: " : "")
                  + ChangeText.sentence(change)));
    }
  }

  private static GateCase skipped(String group, String name, String why) {
    return new GateCase(group, name, State.SKIPPED, why);
  }

  /** The cases in this state. */
  public List<GateCase> cases(State state) {
    return cases.stream().filter(each -> each.state() == state).toList();
  }
}
