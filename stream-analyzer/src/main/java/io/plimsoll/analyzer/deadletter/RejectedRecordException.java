package io.plimsoll.analyzer.deadletter;

import io.plimsoll.schemas.DeadLetterReason;
import io.plimsoll.schemas.serde.WireException;
import java.util.Optional;

/** A record that can never be used; it belongs on the dead-letter topic. */
public final class RejectedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final DeadLetterReason reason;
  private final String runId;

  private RejectedRecordException(
      DeadLetterReason reason, String detail, String runId, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
    this.runId = runId;
  }

  /** A record that can be read, but makes no sense. */
  public static RejectedRecordException invalid(String runId, String detail) {
    return new RejectedRecordException(DeadLetterReason.INVALID_VALUE, detail, runId, null);
  }

  /** Bytes of a topic of our own that are not what we write there. */
  public static RejectedRecordException damaged(String detail, Throwable cause) {
    return new RejectedRecordException(DeadLetterReason.INVALID_VALUE, detail, null, cause);
  }

  /**
   * A record that cannot be read.
   *
   * @throws WireException the same, when it says nothing about the record: the registry is away,
   *     and the task must try again
   */
  public static RejectedRecordException unreadable(WireException cause) {
    DeadLetterReason reason =
        switch (cause.code()) {
          case NOT_AVRO -> DeadLetterReason.NOT_AVRO;
          case UNKNOWN_SCHEMA -> DeadLetterReason.UNKNOWN_SCHEMA;
          case WRONG_SCHEMA -> DeadLetterReason.WRONG_SCHEMA;
          case TRUNCATED -> DeadLetterReason.TRUNCATED;
          case INCOMPATIBLE, REGISTRY_UNREACHABLE -> throw cause;
        };
    return new RejectedRecordException(reason, cause.getMessage(), null, cause);
  }

  /**
   * The same of an outcome that travelled with others, which were counted.
   *
   * @param index its place in the record, from 0
   * @param count outcomes in the record
   */
  public RejectedRecordException at(int index, int count) {
    return new RejectedRecordException(
        reason,
        "outcome %d of %d in the record: %s".formatted(index + 1, count, getMessage()),
        runId,
        getCause());
  }

  public DeadLetterReason reason() {
    return reason;
  }

  /** The run, where it could be read. */
  public Optional<String> runId() {
    return Optional.ofNullable(runId);
  }
}
