package io.plimsoll.analyzer.run;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All there is to say about a run at one moment.
 *
 * @param record the newest one, once it has come
 * @param agents what was read of each agent
 * @param ledgers the newest one of each agent
 * @param totals by operation, {@code *} for all together
 * @param incidents what went wrong
 */
public record RunFacts(
    String runId,
    Optional<RunRecord> record,
    List<AgentAnalysis> agents,
    Map<String, AgentLedger> ledgers,
    Map<String, KpiAccumulator> totals,
    Incidents incidents) {

  /** The operation that stands for all together. */
  public static final String WHOLE = "*";

  public RunFacts {
    agents = List.copyOf(agents);
    ledgers = Map.copyOf(ledgers);
    totals = Map.copyOf(totals);
  }

  /** The same, of a run that is closed though its end is not known. */
  public RunFacts closedEarly(String why) {
    return new RunFacts(runId, record, agents, ledgers, totals, incidents.closedEarly(why));
  }

  KpiAccumulator total() {
    return totals.getOrDefault(WHOLE, new KpiAccumulator());
  }

  /** From the first start to the last end. */
  long spanMicros() {
    KpiAccumulator total = total();
    return total.firstStartMicros() == 0 ? 0 : total.lastEndMicros() - total.firstStartMicros();
  }
}
