package io.plimsoll.analyzer.run;

import io.plimsoll.schemas.AgentAccount;
import io.plimsoll.schemas.AgentLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ledger check: what each agent says it emitted beside what was analysed. An account balances
 * when the final ledger entry is there, every outcome it speaks of was folded into a window, they
 * are the very same ones, and none was lost before Kafka.
 */
public final class RunAccount {
  private final List<AgentAccount> accounts;

  private RunAccount(List<AgentAccount> accounts) {
    this.accounts = accounts;
  }

  /** The account while the run goes on: how far the analysis is behind, what is lost already. */
  public static RunAccount live(RunFacts facts) {
    return of(facts, AgentDifference::live);
  }

  /** The last account: whatever does not balance now never will. */
  public static RunAccount last(RunFacts facts) {
    return of(facts, AgentDifference::last);
  }

  /** Of everything that was planned, emitted or read. */
  private static RunAccount of(RunFacts facts, Explanation explanation) {
    Map<String, AgentAnalysis> analyses = new TreeMap<>();
    facts.agents().forEach(analysis -> analyses.put(analysis.agentId(), analysis));
    TreeSet<String> ids = new TreeSet<>(analyses.keySet());
    ids.addAll(facts.ledgers().keySet());
    facts.record().ifPresent(record -> ids.addAll(record.getAgents()));
    List<AgentAccount> accounts = new ArrayList<>();
    for (String id : ids) {
      AgentAnalysis analysis = analyses.getOrDefault(id, AgentAnalysis.nothing(id));
      accounts.add(account(analysis, facts.ledgers().get(id), explanation));
    }
    return new RunAccount(List.copyOf(accounts));
  }

  /** Says in words why an account does not balance. */
  @FunctionalInterface
  private interface Explanation {
    List<String> of(AgentAccount account, AgentAnalysis analysis, boolean hasLedger);
  }

  private static AgentAccount account(
      AgentAnalysis analysis, AgentLedger ledger, Explanation explanation) {
    AgentAccount account = new AgentAccount();
    account.setAgentId(analysis.agentId());
    account.setEmitted(ledger == null ? 0 : ledger.getEmitted());
    account.setAnalysed(analysis.analysed());
    account.setLate(analysis.late());
    account.setUnrecorded(ledger == null ? 0 : ledger.getUnrecorded());
    account.setLast(ledger != null && ledger.getLast());
    account.setSameOutcomes(ledger != null && ledger.getSequenceHash() == analysis.sequenceHash());
    List<String> differences = explanation.of(account, analysis, ledger != null);
    account.setDifference(differences.isEmpty() ? null : String.join("; ", differences));
    return account;
  }

  /** Account per agent, by id. */
  public List<AgentAccount> accounts() {
    return accounts;
  }

  public long emitted() {
    return accounts.stream().mapToLong(AgentAccount::getEmitted).sum();
  }

  public long analysed() {
    return accounts.stream().mapToLong(AgentAccount::getAnalysed).sum();
  }

  public long late() {
    return accounts.stream().mapToLong(AgentAccount::getLate).sum();
  }

  /** Emitted and not read. */
  public long missing() {
    return accounts.stream().mapToLong(AgentDifference::missing).filter(n -> n > 0).sum();
  }

  public long unrecorded() {
    return accounts.stream().mapToLong(AgentAccount::getUnrecorded).sum();
  }

  /** Why accounts do not balance, one sentence each. */
  public List<String> differences() {
    return accounts.stream()
        .map(AgentAccount::getDifference)
        .filter(difference -> difference != null)
        .toList();
  }
}
