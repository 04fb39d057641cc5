package io.plimsoll.load.scenario;

/** A virtual user's values by name. */
@FunctionalInterface
public interface Variables {
  /** Text, number, boolean or JSON; null when there is no such value (yet). */
  Object value(String name);
}
