package io.plimsoll.benchmarks.faultlab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A fault, and what should be said of it.
 *
 * @param fault its name; {@code none} for a run without one
 * @param expected the cause to be named, or the kind of anomaly or drift
 * @param kind how it is tried
 */
record LabCase(String fault, String expected, Kind kind) {
  static final String NOTHING = "nothing";
  private static final String FEW_WORKERS = "few-workers";

  /** How a fault is tried. */
  enum Kind {
    /** For some seconds, one after the other, beside other targets. */
    ABRUPT,
    /** The same on a machine of its own: it needs the processor, memory or the disk. */
    HEAVY,
    /** For long, all of these at once. */
    CREEPING,
    /** Nothing is wrong. */
    QUIET;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Runs without a fault. */
  static final LabCase NONE = new LabCase("none", NOTHING, Kind.QUIET);

  private static final List<LabCase> FAULTS =
      List.of(
          new LabCase("cpu-burn", "cpu", Kind.HEAVY),
          new LabCase("gc-pressure", "memory", Kind.HEAVY),
          new LabCase("lock-contention", "lock", Kind.ABRUPT),
          new LabCase("pool-exhaustion", "pool", Kind.ABRUPT),
          new LabCase("slow-disk", "disk", Kind.HEAVY),
          new LabCase("slow-database", "database", Kind.ABRUPT),
          new LabCase("slow-downstream", "downstream", Kind.ABRUPT),
          new LabCase(FEW_WORKERS, "queue", Kind.ABRUPT),
          new LabCase("rate-limit", "rate-limit", Kind.ABRUPT),
          new LabCase("network-delay", "network", Kind.ABRUPT),
          new LabCase("error-burst", "errors", Kind.ABRUPT),
          new LabCase("stall", "stall", Kind.ABRUPT),
          new LabCase("memory-leak", "memory drift", Kind.CREEPING),
          new LabCase("descriptor-leak", "descriptor drift", Kind.CREEPING),
          new LabCase("log-growth", "log drift", Kind.CREEPING));

  /** Every fault of the target of this kind. */
  static List<LabCase> of(Kind kind) {
    return FAULTS.stream().filter(each -> each.kind == kind).toList();
  }

  /** Whether its effect is there from its first second on. */
  boolean isAbrupt() {
    return (kind == Kind.ABRUPT || kind == Kind.HEAVY) && !fillsUp();
  }

  /** Whether a queue has to fill before anybody waits. */
  boolean fillsUp() {
    return fault.equals(FEW_WORKERS);
  }

  /** Whether it is meant by the name of a fault or of a kind. */
  boolean isMeantBy(String name) {
    return name.equals(fault) || name.equals(kind.label());
  }

  /** Whether there is such a fault, kind, or strength; none is a run without a fault. */
  static boolean isKnown(String name) {
    return NONE.isMeantBy(name)
        || FAULTS.stream().anyMatch(each -> each.isMeantBy(name))
        || Strength.all().stream().anyMatch(each -> each.label().equals(name));
  }

  /** How hard. */
  enum Strength {
    MILD(0.8),
    CLEAR(0.95),
    SEVERE(0.95);

    private final double goal;

    Strength(double goal) {
      this.goal = goal;
    }

    /** Share of the faults whose cause is to be named first. */
    double goal() {
      return goal;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static List<Strength> all() {
      return Arrays.asList(values());
    }
  }
}
