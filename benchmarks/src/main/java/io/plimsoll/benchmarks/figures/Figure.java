package io.plimsoll.benchmarks.figures;

import java.util.Optional;

/**
 * One measured figure beside what was promised of it.
 *
 * @param name what was measured, with its unit
 * @param value as people read it
 * @param goal what was promised; empty where nothing was
 * @param met whether the goal is met; absent where there is none, or where this run cannot tell
 */
public record Figure(String name, String value, String goal, Optional<Boolean> met) {

  /** Without a goal. */
  public static Figure of(String name, String value) {
    return new Figure(name, value, "", Optional.empty());
  }

  /** With a goal. */
  public static Figure of(String name, String value, String goal, boolean met) {
    return new Figure(name, value, goal, Optional.of(met));
  }
}
