package io.plimsoll.load.scenario;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How a message writes the time it was sent: since the Unix epoch, or as ISO 8601. */
public enum TimestampUnit {
  S(1_000_000),
  MS(1_000),
  US(1),
  NS(0.001),
  /** {@code 2026-01-02T03:04:05.678Z}; without an offset it is UTC. */
  ISO(0);

  private static final int MOST_CHARACTERS = 64;

  private final BigDecimal micros;

  TimestampUnit(double micros) {
    this.micros = BigDecimal.valueOf(micros);
  }

  static Optional<TimestampUnit> of(String text) {
    for (TimestampUnit unit : values()) {
      if (unit.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** Microseconds since the Unix epoch; empty when the value is no time. */
  public OptionalLong micros(Object value) {
    return value == null
        ? OptionalLong.empty()
        : this == ISO ? iso(String.valueOf(value)) : number(String.valueOf(value));
  }

  private OptionalLong number(String text) {
    BigDecimal number = Wanted.number(text);
    if (number == null || number.precision() - number.scale() > 20) {
      return OptionalLong.empty();
    }
    BigDecimal exact = number.multiply(micros);
    boolean fits = exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
    return fits ? OptionalLong.of(exact.longValue()) : OptionalLong.empty();
  }

  private static OptionalLong iso(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return OptionalLong.empty(); // the expression below would backtrack through all of it
    }
    try {
      boolean offset = text.matches(".*T.*([zZ]|[+-]\\d\\d:?\\d\\d)");
      Instant instant =
          offset
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      return OptionalLong.of(
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000));
    } catch (DateTimeException | ArithmeticException notOne) {
      return OptionalLong.empty();
    }
  }
}
