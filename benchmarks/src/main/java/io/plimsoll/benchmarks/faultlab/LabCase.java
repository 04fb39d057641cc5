package io.plimsoll.benchmarks.faultlab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fault, and what should be said of it.
 *
 * @param fault its name; empty for a run without one
 * @param expected the cause to be named, or the kind of anomaly or drift
 * @param seconds how long it is on
 */
record LabCase(Optional<String> fault, String expected, int seconds) {
  static final String NOTHING = "nothing";

  private static final int ABRUPT = 14;
  private static final int CREEPING = 100;

  /** Every fault of the target. */
  static List<LabCase> all() {
    Map<String, String> causes = new TreeMap<>();
    causes.put("cpu-burn", "cpu");
    causes.put("lock-contention", "lock");
    causes.put("gc-pressure", "memory");
    causes.put("pool-exhaustion", "pool");
    causes.put("slow-disk", "disk");
    causes.put("slow-database", "database");
    causes.put("slow-downstream", "downstream");
    causes.put("few-workers", "queue");
    causes.put("rate-limit", "rate-limit");
    causes.put("network-delay", "network");
    causes.put("error-burst", "errors");
    causes.put("stall", "stall");
    List<LabCase> cases = new ArrayList<>();
    causes.forEach((fault, cause) -> cases.add(new LabCase(Optional.of(fault), cause, ABRUPT)));
    cases.add(new LabCase(Optional.of("memory-leak"), "memory drift", CREEPING));
    cases.add(new LabCase(Optional.of("descriptor-leak"), "descriptor drift", CREEPING));
    cases.add(new LabCase(Optional.of("log-growth"), "log drift", CREEPING));
    cases.add(none());
    return cases;
  }

  static LabCase none() {
    return new LabCase(Optional.empty(), NOTHING, ABRUPT);
  }

  String name() {
    return fault.orElse("none");
  }
}
