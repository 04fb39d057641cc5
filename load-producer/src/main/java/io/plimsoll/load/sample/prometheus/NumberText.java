package io.plimsoll.load.sample.prometheus;

import java.nio.charset.StandardCharsets;

/**
 * Reads the numbers of an exposition from bytes. Those of up to 15 digits and small exponents,
 * which is nearly all, need no text: mantissa and power of ten are exact, so one operation rounds
 * rightly (Clinger 1990). Pure.
 */
final class NumberText {
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int MOST_DIGITS = 15;

  private NumberText() {}

  /**
   * The number between two places.
   *
   * @throws NumberFormatException when it is none
   */
  static double parse(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    long mantissa = 0;
    int digits = 0;
    int fraction = 0;
    boolean behindPoint = false;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digits += mantissa > 0 ? 1 : 0;
        fraction += behindPoint ? 1 : 0;
      } else if (bytes[i] == '.' && !behindPoint) {
        behindPoint = true;
      } else {
        return anything(bytes, from, to);
      }
      if (digits > MOST_DIGITS || fraction >= TENS.length) {
        return anything(bytes, from, to);
      }
    }
    if (to - from - (negative ? 1 : 0) - (behindPoint ? 1 : 0) == 0) {
      throw new NumberFormatException("no digits");
    }
    double value = (double) mantissa / TENS[fraction];
    return negative ? -value : value;
  }

  private static double anything(byte[] bytes, int from, int to) {
    String word = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return switch (word) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> Double.parseDouble(word);
    };
  }
}
