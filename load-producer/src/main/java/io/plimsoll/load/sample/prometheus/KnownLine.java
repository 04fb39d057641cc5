package io.plimsoll.load.sample.prometheus;

import java.util.Arrays;

/**
 * A line that was seen before: a series with what becomes of it, or a comment, which has none.
 * Endpoints write their lines in the same order each time, so the next one is mostly recognised by
 * comparing its bytes with those of the line that followed last time.
 */
final class KnownLine {
  private final byte[] text;
  private final Series series;
  private int place;

  /**
   * @param text of the series without its value, or of the whole comment; not written to
   * @param series null of a comment
   */
  KnownLine(byte[] text, Series series) {
    this.text = text;
    this.series = series;
  }

  boolean isComment() {
    return series == null;
  }

  Series series() {
    return series;
  }

  int length() {
    return text.length;
  }

  /** Where it stood in the exposition before. */
  int place() {
    return place;
  }

  void place(int newPlace) {
    place = newPlace;
  }

  /** Whether a line begins with it, and nothing of it goes on behind. */
  boolean isAt(byte[] bytes, int from, int to) {
    int end = from + text.length;
    if (end > to || !Arrays.equals(bytes, from, end, text, 0, text.length)) {
      return false;
    }
    return isComment() ? end == to || bytes[end] == '\n' : end < to && bytes[end] <= ' ';
  }
}
