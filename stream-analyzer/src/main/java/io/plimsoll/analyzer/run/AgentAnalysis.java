package io.plimsoll.analyzer.run;

/**
 * What the analysis knows of one agent's outcomes.
 *
 * @param analysed folded into windows
 * @param late read after their window had closed
 * @param sequenceHash sum over all that were read, late ones included
 * @param nextSequence one past the highest sequence number that was read; 0 when none was
 */
public record AgentAnalysis(
    String agentId, long analysed, long late, long sequenceHash, long nextSequence) {
  static AgentAnalysis nothing(String agentId) {
    return new AgentAnalysis(agentId, 0, 0, 0, 0);
  }
}
