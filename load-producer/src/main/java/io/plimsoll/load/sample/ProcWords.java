package io.plimsoll.load.sample;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A file of the kernel, word by word: from its bytes, since most of what is in it is only passed
 * over. A word ends at a blank or at the end of its line. Stays open, as {@link ProcFile} does. For
 * one thread.
 */
public final class ProcWords implements AutoCloseable {
  private final ProcFile file;
  private byte[] bytes = {};
  private int end;
  private int at;

  private ProcWords(ProcFile file) {
    this.file = file;
  }

  /** A file of one record, such as those of a process. */
  public static ProcWords ofRecord(Path path) {
    return new ProcWords(new ProcFile(path));
  }

  /** A file of many records, such as a table of sockets. */
  public static ProcWords ofList(Path path) {
    return new ProcWords(ProcFile.list(path));
  }

  /** Reads it anew and goes to its start; false when it is not there or may not be read. */
  public boolean read() {
    OptionalInt length = file.fill();
    bytes = file.buffer();
    end = length.orElse(0);
    at = 0;
    return length.isPresent();
  }

  /** Whether anything is left. */
  public boolean hasMore() {
    return at < end;
  }

  /** Goes to the start of the next line. */
  public void nextLine() {
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    at++;
  }

  /** Whether what is left begins with this; if so, it is passed over. */
  public boolean takes(byte[] text) {
    if (end - at < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    at += text.length;
    return true;
  }

  /**
   * The number behind this text at the start of a line, from here on; leaves the place behind it.
   */
  public OptionalDouble numberAt(byte[] text) {
    while (at < end) {
      if (takes(text)) {
        double number = number();
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
      }
      nextLine();
    }
    return OptionalDouble.empty();
  }

  /** Goes behind the last of this character, of the whole file. */
  public void behindLast(char c) {
    at = end;
    while (at > 0 && bytes[at - 1] != c) {
      at--;
    }
  }

  /** Passes over words of this line. */
  public void skip(int words) {
    for (int i = 0; i < words; i++) {
      toWord();
      toEndOfWord();
    }
  }

  /** The next word of this line; empty text behind the last. */
  public String word() {
    toWord();
    int from = at;
    toEndOfWord();
    return new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
  }

  /** The next word up to this character, which is passed over, too; blanks end it as well. */
  public String wordUpTo(char c) {
    toWord();
    int from = at;
    while (at < end && bytes[at] > ' ' && bytes[at] != c) {
      at++;
    }
    String word = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
    at += at < end && bytes[at] == c ? 1 : 0;
    return word;
  }

  /** The next word of this line as a number, its sign and fraction too; NaN when it is none. */
  public double number() {
    toWord();
    boolean negative = at < end && bytes[at] == '-';
    at += negative ? 1 : 0;
    int from = at;
    long whole = digits();
    double value = (double) whole;
    if (at < end && bytes[at] == '.') {
      at++;
      int point = at;
      double tenths = 1;
      long fraction = digits();
      for (int i = point; i < at; i++) {
        tenths *= 10;
      }
      value += (double) fraction / tenths;
    }
    boolean number = at > from && (at >= end || bytes[at] <= ' ');
    toEndOfWord();
    return number ? negative ? -value : value : Double.NaN;
  }

  private long digits() {
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + (bytes[at] - '0');
      at++;
    }
    return value;
  }

  /** The hexadecimal number that ends the next word of this line; what comes before is left out. */
  public int hex() {
    toWord();
    int value = 0;
    while (at < end && bytes[at] > ' ') {
      int digit = Character.digit(bytes[at], 16);
      value = digit < 0 ? 0 : value * 16 + digit;
      at++;
    }
    return value;
  }

  /** Passes over blanks of this line. */
  public void toWord() {
    while (at < end && bytes[at] <= ' ' && bytes[at] != '\n') {
      at++;
    }
  }

  private void toEndOfWord() {
    while (at < end && bytes[at] > ' ') {
      at++;
    }
  }

  /** The bytes of a text, to compare with. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    file.close();
  }
}
