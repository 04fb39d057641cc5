package io.plimsoll.load.scenario;

import java.math.BigDecimal;

/** What a value must be. */
public sealed interface Wanted {
  /**
   * @param value text, number, boolean or JSON; null when there is none
   */
  boolean matches(Object value);

  /** Any value at all. */
  record Present() implements Wanted {
    @Override
    public boolean matches(Object value) {
      return value != null;
    }
  }

  /** No value. */
  record Absent() implements Wanted {
    @Override
    public boolean matches(Object value) {
      return value == null;
    }
  }

  /** This text, or this number however it is written. */
  record Same(String text) implements Wanted {
    @Override
    public boolean matches(Object value) {
      return value != null && same(String.valueOf(value), text);
    }
  }

  /** A text in which the pattern is found. */
  record Like(BoundedPattern pattern) implements Wanted {
    @Override
    public boolean matches(Object value) {
      return value != null && pattern.foundIn(String.valueOf(value));
    }
  }

  /** Equal as texts, or as numbers: 1.0 is 1. */
  static boolean same(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    BigDecimal a = number(one);
    BigDecimal b = number(other);
    return a != null && b != null && a.compareTo(b) == 0;
  }

  /** The number a text is, or null. */
  static BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > 40 || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notOne) {
      return null;
    }
  }
}
