package io.plimsoll.report.query;

import io.plimsoll.schemas.AgentAccount;
import io.plimsoll.schemas.RunSummary;
import java.util.List;
import java.util.Optional;

/**
 * What was emitted beside what was analysed.
 *
 * @param emitted outcomes by the agents' own count
 * @param analysed outcomes folded into windows
 * @param complete every agent's account balances
 * @param late outcomes read after their window had closed
 * @param unrecorded outcomes lost before Kafka
 * @param deadLettered records of this run that could not be used
 * @param agents the account of each agent
 */
public record Ledger(
    long emitted,
    long analysed,
    boolean complete,
    long late,
    long unrecorded,
    long deadLettered,
    List<Account> agents) {
  public Ledger {
    agents = List.copyOf(agents);
  }

  static Ledger of(RunSummary summary) {
    return new Ledger(
        summary.getEmitted(),
        summary.getAnalysed(),
        summary.getComplete(),
        summary.getLate(),
        summary.getUnrecorded(),
        summary.getDeadLettered(),
        summary.getAgents().stream().map(Account::of).toList());
  }

  /**
   * The account of one agent.
   *
   * @param agentId the agent
   * @param emitted outcomes by its own count
   * @param analysed outcomes folded into windows
   * @param late outcomes read after their window had closed
   * @param unrecorded outcomes lost before Kafka
   * @param last its final entry is there
   * @param sameOutcomes the sequence numbers on both sides agree
   * @param difference why the account does not balance, when it does not
   */
  public record Account(
      String agentId,
      long emitted,
      long analysed,
      long late,
      long unrecorded,
      boolean last,
      boolean sameOutcomes,
      Optional<String> difference) {
    static Account of(AgentAccount account) {
      return new Account(
          account.getAgentId(),
          account.getEmitted(),
          account.getAnalysed(),
          account.getLate(),
          account.getUnrecorded(),
          account.getLast(),
          account.getSameOutcomes(),
          Optional.ofNullable(account.getDifference()));
    }
  }
}
