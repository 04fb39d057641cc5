package io.plimsoll.analyzer.run;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.schemas.AgentAccount;
import java.util.ArrayList;
import java.util.List;

/** Why the account of an agent does not balance, in words. */
final class AgentDifference {
  private AgentDifference() {}

  /** Emitted and not read; negative when more were read than the ledger speaks of. */
  static long missing(AgentAccount account) {
    return account.getEmitted() - account.getAnalysed() - account.getLate();
  }

  /** While the run goes on the ledger may be ahead of the analysis, or behind it. */
  static List<String> live(AgentAccount account, AgentAnalysis analysis, boolean hasLedger) {
    List<String> differences = new ArrayList<>();
    if (hasLedger && missing(account) > 0) {
      differences.add("%d outcomes are not analysed yet".formatted(missing(account)));
    }
    if (account.getLate() > 0) {
      differences.add(late(account));
    }
    unrecorded(account, differences);
    return differences;
  }

  /** When the run is over every difference is one for good. */
  static List<String> last(AgentAccount account, AgentAnalysis analysis, boolean hasLedger) {
    List<String> differences = new ArrayList<>();
    if (account.getAgentId().equals(Budget.OTHER)) {
      differences.add(
          "%d outcomes came of agents beyond the budget: they are in the windows, but nobody knows whether they are all"
              .formatted(account.getAnalysed() + account.getLate()));
      return differences;
    }
    if (!account.getLast()) {
      differences.add(died(account, analysis, hasLedger));
    }
    counts(account, differences);
    unrecorded(account, differences);
    return differences;
  }

  private static String died(AgentAccount account, AgentAnalysis analysis, boolean hasLedger) {
    String when =
        analysis.nextSequence() == 0
            ? "before any outcome of it was read"
            : "at sequence number %d, the last that was read"
                .formatted(analysis.nextSequence() - 1);
    String ledger =
        hasLedger
            ? "its last ledger entry speaks of %d outcomes and is not final"
                .formatted(account.getEmitted())
            : "there is no ledger entry";
    return "agent %s died %s; %s".formatted(account.getAgentId(), when, ledger);
  }

  private static void counts(AgentAccount account, List<String> differences) {
    long missing = missing(account);
    List<String> parts = new ArrayList<>();
    if (account.getLate() > 0) {
      parts.add(late(account));
    }
    if (missing > 0) {
      parts.add(missing + " are missing");
    }
    if (missing < 0 && account.getLast()) { // one that died is behind with its ledger
      parts.add(-missing + " more were read than it speaks of");
    }
    if (!parts.isEmpty()) {
      differences.add(
          "agent %s emitted %d, %d were analysed and %s"
              .formatted(
                  account.getAgentId(),
                  account.getEmitted(),
                  account.getAnalysed(),
                  String.join(", ", parts)));
    } else if (account.getLast() && !account.getSameOutcomes()) {
      differences.add(
          "agent %s emitted %d and as many were analysed, but not the same ones"
              .formatted(account.getAgentId(), account.getEmitted()));
    }
  }

  private static String late(AgentAccount account) {
    return account.getLate() + " came after their window had closed, later than the grace";
  }

  private static void unrecorded(AgentAccount account, List<String> differences) {
    if (account.getUnrecorded() > 0) {
      differences.add(
          "agent %s lost %d outcomes before they reached Kafka"
              .formatted(account.getAgentId(), account.getUnrecorded()));
    }
  }
}
