package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.run.AgentAnalysis;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The agents of one run: what was read of each, and what each says. Those beyond the budget are
 * counted together as {@link Budget#OTHER}, without marks and ledgers, because those of several
 * agents cannot be one. For one thread.
 */
final class RunAgents {
  private final RunTime time;
  private final int budget;
  private final Set<String> known = new HashSet<>();
  private final Map<String, AgentReading> readings = new TreeMap<>();
  private final Map<String, AgentLedger> ledgers = new HashMap<>();
  private final AgentReading unseen; // stands for the agents of which nothing was read

  /**
   * @param partitions of request-outcomes
   * @param budget agents that are told apart
   */
  RunAgents(int partitions, int budget) {
    this.time = new RunTime(partitions);
    this.budget = budget;
    this.unseen = new AgentReading(time);
  }

  private boolean admits(String agentId) {
    return known.contains(agentId) || (known.size() < budget && known.add(agentId));
  }

  /** Time has passed on a partition, by the marks of the run. */
  void elapsed(int source, long micros) {
    time.pass(source, micros);
  }

  /** What has been read of the agent. */
  AgentReading reading(String agentId) {
    String id = admits(agentId) ? agentId : Budget.OTHER;
    return readings.computeIfAbsent(id, name -> new AgentReading(time));
  }

  /**
   * @return whether there is room for it
   */
  boolean ledger(AgentLedger newest) {
    boolean admitted = admits(newest.getAgentId());
    if (admitted) {
      ledgers.put(newest.getAgentId(), newest);
    }
    return admitted;
  }

  Map<String, AgentLedger> ledgers() {
    return ledgers;
  }

  /** Outcomes of the agents beyond the budget. */
  long otherOutcomes() {
    AgentReading other = readings.get(Budget.OTHER);
    return other == null ? 0 : other.outcomes();
  }

  boolean isCrowded() {
    return readings.containsKey(Budget.OTHER);
  }

  /** Those that were planned and those that were seen, as far as they are told apart. */
  private List<String> named(List<String> planned) {
    List<String> agents = new ArrayList<>(readings.keySet());
    if (!agents.remove(Budget.OTHER)) {
      planned.stream().filter(agent -> !readings.containsKey(agent)).forEach(agents::add);
    }
    return agents;
  }

  /** Whether each agent has told its last, and all of it was read. */
  boolean areComplete(List<String> planned) {
    return named(planned).stream()
        .allMatch(
            agent ->
                readings.containsKey(agent)
                    && readings.get(agent).hasEnded()
                    && ledgers.containsKey(agent)
                    && ledgers.get(agent).getLast());
  }

  /**
   * Every outcome of the run that ended by then has been read, but for those of agents that have
   * fallen silent ({@link RunTime}) while others have not; the largest number when all have ended,
   * the smallest when there is no agent to ask.
   */
  long watermarkMicros(List<String> planned) {
    List<AgentReading> asked = new ArrayList<>();
    named(planned).forEach(agent -> asked.add(readings.getOrDefault(agent, unseen)));
    long watermark = asked.isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
    for (int source = 0; source < time.partitions(); source++) {
      watermark = Math.min(watermark, watermarkMicros(asked, source));
    }
    return watermark;
  }

  private static long watermarkMicros(List<AgentReading> agents, int source) {
    long heard = Long.MAX_VALUE;
    long silent = Long.MAX_VALUE;
    for (AgentReading agent : agents) {
      if (agent.isSilent(source)) {
        silent = Math.min(silent, agent.watermarkMicros(source));
      } else {
        heard = Math.min(heard, agent.watermarkMicros(source));
      }
    }
    return heard == Long.MAX_VALUE ? silent : heard; // those that have ended tell no time
  }

  List<AgentAnalysis> analyses() {
    List<AgentAnalysis> analyses = new ArrayList<>();
    readings.forEach((agent, reading) -> analyses.add(reading.analysis(agent)));
    return analyses;
  }

  void encode(ByteWriter out) {
    time.encode(out);
    readings.forEach(
        (agent, reading) -> {
          byte[] name = agent.getBytes(StandardCharsets.UTF_8);
          out.putVarint(name.length);
          out.putBytes(name, 0, name.length);
          reading.encode(out);
        });
  }

  /** Takes back what {@link #encode} wrote; it must be the last there is. */
  void restore(ByteReader in) {
    time.restore(in);
    while (in.hasMore()) {
      int length = (int) in.varint();
      String agent = new String(in.source(), in.skip(length), length, StandardCharsets.UTF_8);
      readings.put(agent, AgentReading.decode(in, time));
      if (!agent.equals(Budget.OTHER)) {
        known.add(agent);
      }
    }
  }
}
