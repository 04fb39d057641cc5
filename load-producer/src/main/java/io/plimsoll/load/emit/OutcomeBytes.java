package io.plimsoll.load.emit;

import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.outcome.OutcomeBatchEncoder;
import io.plimsoll.schemas.outcome.OutcomeEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Encodes what lies in a ring. For the sender's thread. */
final class OutcomeBytes {
  private static final OutcomeKind[] KINDS = OutcomeKind.values();
  // Texts come from few places in the code; a bound guards against one that is always new.
  private static final int REMEMBERED_ERRORS = 1024;

  private final OutcomeEncoder encoder;
  private final byte[] runId;
  private final byte[] agentId;
  private final byte[] scenario;
  private final byte[][] operations;
  private final Protocol[] protocols;
  private final byte[][] phases;
  private final Map<String, byte[]> errors = new HashMap<>();

  OutcomeBytes(RunIdentity run) {
    this.encoder = new OutcomeEncoder(0); // the batch writes the id
    this.runId = utf8(run.runId());
    this.agentId = utf8(run.agentId());
    this.scenario = utf8(run.scenario());
    this.operations = all(run.operations());
    this.protocols = run.protocols().toArray(Protocol[]::new);
    this.phases = all(run.phases());
  }

  /** Puts the oldest outcome of the ring into a batch. */
  void encode(OutcomeRing ring, long sequence, OutcomeBatchEncoder batch) {
    encoder
        .who(
            runId,
            agentId,
            sequence,
            scenario,
            operations[ring.operation()],
            phases[ring.phase()],
            ring.userId(),
            protocols[ring.operation()])
        .when(ring.intendedMicros(), ring.startMicros(), ring.endMicros())
        .how(
            KINDS[ring.kind()],
            ring.status(),
            error(ring.error()),
            ring.bytesSent(),
            ring.bytesReceived(),
            ring.connectMicros(),
            ring.firstByteMicros())
        .finishInto(batch);
  }

  private byte[] error(String text) {
    if (text == null) {
      return null;
    }
    byte[] known = errors.get(text);
    if (known == null) {
      known = utf8(text);
      if (errors.size() < REMEMBERED_ERRORS) {
        errors.put(text, known);
      }
    }
    return known;
  }

  private static byte[][] all(List<String> names) {
    return names.stream().map(OutcomeBytes::utf8).toArray(byte[][]::new);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
