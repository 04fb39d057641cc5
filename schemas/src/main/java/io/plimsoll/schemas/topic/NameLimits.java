package io.plimsoll.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long names may be that become parts of keys and are written over and over, and what they
 * consist of. Who records keeps to it, and who analyses refuses what does not. Stateless.
 */
public final class NameLimits {
  /** Bytes in UTF-8 of the id of a run or an agent. */
  public static final int ID_BYTES = 255;

  /** Bytes in UTF-8 of the name of an operation or of a source of samples. */
  public static final int NAME_BYTES = 1024;

  /** Bytes in UTF-8 of the name of a metric, labels included. */
  public static final int METRIC_BYTES = 16_384;

  /** Stands for the operations, or the agents, that are too many to be told apart. */
  public static final String OTHER = "(other)";

  private NameLimits() {}

  /** What is wrong with the id of a run or an agent. */
  public static Optional<String> wrongWithId(byte[] utf8) {
    Optional<String> wrong = wrongWithName(utf8, ID_BYTES);
    return wrong.isPresent() ? wrong : control(utf8);
  }

  /** The same of text. */
  public static Optional<String> wrongWithId(String id) {
    return wrongWithId(id.getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with the name of an operation or of a source of samples. */
  public static Optional<String> wrongWithName(byte[] utf8) {
    return wrongWithName(utf8, NAME_BYTES);
  }

  /** The same of text. */
  public static Optional<String> wrongWithName(String name) {
    return wrongWithName(name.getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with the name of a metric. */
  public static Optional<String> wrongWithMetric(String name) {
    return wrongWithName(name.getBytes(StandardCharsets.UTF_8), METRIC_BYTES);
  }

  private static Optional<String> wrongWithName(byte[] utf8, int most) {
    if (utf8.length == 0 || utf8.length > most) {
      return Optional.of("expected 1 to %d bytes, found %d".formatted(most, utf8.length));
    }
    byte[] again = new String(utf8, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(utf8, again)
        ? Optional.empty()
        : Optional.of("expected UTF-8, found other bytes");
  }

  /** Ids are ended by a zero where they are stored; the others are never meant either. */
  private static Optional<String> control(byte[] utf8) {
    for (byte each : utf8) {
      if ((each >= 0 && each < ' ') || each == 0x7f) {
        return Optional.of("expected no control character, found U+%04X".formatted(each));
      }
    }
    return Optional.empty();
  }
}
