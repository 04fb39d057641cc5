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

  private final byte[] source;
  private final byte[] scenario;
  private final byte[][] operations;
  private final Protocol[] protocols;
  private final byte[][] phases;
  private final byte[][][] kinds; // by operation and phase; null until there is one
  private final Map<String, byte[]> errors = new HashMap<>();

  OutcomeBytes(RunIdentity run) {
    this.source = OutcomeEncoder.names(utf8(run.runId()), utf8(run.agentId()));
    this.scenario = utf8(run.scenario());
    this.operations = all(run.operations());
    this.protocols = run.protocols().toArray(Protocol[]::new);
    this.phases = all(run.phases());
    this.kinds = new byte[operations.length][phases.length][];
  }

  /** Puts the oldest outcome of the ring into a batch. */
  void encode(OutcomeRing ring, long sequence, OutcomeBatchEncoder batch) {
    int operation = ring.operation();
    batch
        .next()
        .who(source, sequence, kind(operation, ring.phase()), ring.userId(), protocols[operation])
        .when(ring.intendedMicros(), ring.startMicros(), ring.endMicros())
        .how(
            KINDS[ring.kind()],
            ring.status(),
            error(ring.error()),
            ring.bytesSent(),
            ring.bytesReceived(),
            ring.connectMicros(),
            ring.firstByteMicros())
        .end();
  }

  private byte[] kind(int operation, int phase) {
    byte[] known = kinds[operation][phase];
    if (known == null) {
      known = OutcomeEncoder.names(scenario, operations[operation], phases[phase]);
      kinds[operation][phase] = known;
    }
    return known;
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
