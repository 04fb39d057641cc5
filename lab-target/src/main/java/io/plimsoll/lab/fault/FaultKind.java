package io.plimsoll.lab.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong. */
public enum FaultKind {
  CPU_BURN,
  LOCK_CONTENTION,
  MEMORY_LEAK,
  GC_PRESSURE,
  POOL_EXHAUSTION,
  SLOW_DISK,
  SLOW_DATABASE,
  SLOW_DOWNSTREAM,
  FEW_WORKERS,
  RATE_LIMIT,
  ERROR_BURST,
  STALL,
  NETWORK_DELAY,
  LOG_GROWTH,
  DESCRIPTOR_LEAK;

  /** How hard. */
  public enum Strength {
    MILD,
    CLEAR,
    SEVERE;

    /** One of three values. */
    public double of(double mild, double clear, double severe) {
      return switch (this) {
        case MILD -> mild;
        case CLEAR -> clear;
        case SEVERE -> severe;
      };
    }

    /** As people write it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Strength> named(String name) {
      return Arrays.stream(values())
          .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
          .findFirst();
    }
  }

  /** As people write it: {@code cpu-burn}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of this label. */
  public static Optional<FaultKind> labelled(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** All labels. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(FaultKind::label).toList();
  }
}
