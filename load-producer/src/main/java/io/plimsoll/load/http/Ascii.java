package io.plimsoll.load.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Searches and compares bytes without making text of them. */
final class Ascii {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = ONES * '\n';

  private Ascii() {}

  /** Index of the first line feed in {@code [from, to)}, or −1. Looks at eight bytes at a time. */
  static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      // A byte becomes zero where it was a line feed; the subtraction borrows from the first zero.
      long zeros = (long) LONG.get(bytes, at) ^ LINE_FEEDS;
      long found = (zeros - ONES) & ~zeros & HIGH_BITS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** Whether {@code [from, to)} is this text in whatever case. */
  static boolean is(byte[] bytes, int from, int to, String lowerCase) {
    if (to - from != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      int each = bytes[from + i];
      if ((each >= 'A' && each <= 'Z' ? each | 0x20 : each) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isBlank(byte each) {
    return each == ' ' || each == '\t';
  }

  /** The first index in {@code [from, to]} behind blanks. */
  static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The end of {@code [from, to)} without the blanks at its end. */
  static int trimEnd(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && isBlank(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  /** The value of a hexadecimal digit, or −1. */
  static int hex(byte digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    int lower = digit | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Every byte as the character of that number, as headers have it. */
  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
