package io.plimsoll.analyzer;

import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.outcome.OutcomeBatchEncoder;
import io.plimsoll.schemas.outcome.OutcomeEncoder;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;

/** Makes the records of request-outcomes, as an agent would. */
public final class Outcomes {
  private final String topic;
  private final OutcomeEncoder encoder;
  private final OutcomeBatchEncoder batch;
  private final AvroSerializer<AgentProgress> marks;

  public Outcomes(AvroSerdes serdes, Topics topics) {
    this.topic = topics.requestOutcomes().name();
    int outcomeId = serdes.ids().idOf(topic, RequestOutcome.getClassSchema());
    this.encoder = new OutcomeEncoder(outcomeId);
    this.batch =
        new OutcomeBatchEncoder(
            outcomeId, serdes.ids().idOf(topic, RequestOutcomeBatch.getClassSchema()));
    this.marks = serdes.serializer(AgentProgress.getClassSchema());
  }

  /** One outcome, described by its times in microseconds. */
  public record Outcome(
      String runId,
      String agentId,
      long sequence,
      String operation,
      long intendedMicros,
      long startMicros,
      long endMicros,
      OutcomeKind kind) {

    /** A success of agent a1 that took so long, with as much delay before. */
    public static Outcome success(
        String runId, long sequence, String operation, long endMicros, long tookMicros) {
      return new Outcome(
          runId,
          "a1",
          sequence,
          operation,
          endMicros - 2 * tookMicros,
          endMicros - tookMicros,
          endMicros,
          OutcomeKind.SUCCESS);
    }

    public Outcome of(String agent) {
      return new Outcome(
          runId, agent, sequence, operation, intendedMicros, startMicros, endMicros, kind);
    }

    public Outcome as(OutcomeKind other) {
      return new Outcome(
          runId, agentId, sequence, operation, intendedMicros, startMicros, endMicros, other);
    }
  }

  public byte[] encode(Outcome outcome) {
    return fields(outcome, 1000).finish();
  }

  /** The same with so many bytes received. */
  public byte[] encode(Outcome outcome, long bytesReceived) {
    return fields(outcome, bytesReceived).finish();
  }

  /** Several in one record. */
  public byte[] batch(Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      fields(outcome, 1000).finishInto(batch);
    }
    return batch.finish();
  }

  /** The same with this operation, whatever its bytes are. */
  public byte[] encode(Outcome outcome, byte[] operation) {
    return fields(outcome, operation, 1000).finish();
  }

  private OutcomeEncoder fields(Outcome outcome, long bytesReceived) {
    return fields(outcome, utf8(outcome.operation()), bytesReceived);
  }

  private OutcomeEncoder fields(Outcome outcome, byte[] operation, long bytesReceived) {
    return encoder
        .who(
            utf8(outcome.runId()),
            utf8(outcome.agentId()),
            outcome.sequence(),
            utf8("scenario"),
            operation,
            utf8("steady"),
            7,
            Protocol.HTTP1)
        .when(outcome.intendedMicros(), outcome.startMicros(), outcome.endMicros())
        .how(outcome.kind(), 200, null, 100, bytesReceived, -1, 50);
  }

  public byte[] mark(String runId, String agentId, long watermarkMicros, boolean ended) {
    AgentProgress mark = new AgentProgress();
    mark.setRunId(runId);
    mark.setAgentId(agentId);
    mark.setWatermarkMicros(watermarkMicros);
    mark.setEnded(ended);
    return marks.serialize(topic, mark);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
