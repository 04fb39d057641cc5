package io.plimsoll.analyzer.retention;

import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which windows of one width have become too old, as newer ones close. It remembers when windows
 * closed, as spans: what no window lay in takes neither memory nor time, however long it was. For
 * one thread.
 */
public final class Expiry {
  /** Spans with no more windows missing between them are one: so there are few. */
  private static final int MISSING = 10;

  private final long widthMicros;
  private final long keptMicros;
  private final TreeMap<Long, Long> spans = new TreeMap<>(); // ends by starts: closed, not expired
  private long newestStart = Long.MIN_VALUE;

  /**
   * @param kept how long behind the newest closed window, in event time
   */
  public Expiry(long widthMicros, Duration kept) {
    this.widthMicros = widthMicros;
    this.keptMicros = Math.floorDiv(kept.toMillis() * 1000, widthMicros) * widthMicros;
  }

  /** A window that starts then has closed; the same one may be told of several times. */
  public void closed(long startMicros) {
    newestStart = Math.max(newestStart, startMicros);
    add(startMicros, startMicros + widthMicros);
  }

  /** What has closed before is not known: there may be windows in all the time that is kept. */
  public void assume(long newestMicros) {
    newestStart = Math.max(newestStart, Math.floorDiv(newestMicros, widthMicros) * widthMicros);
    add(Math.max(0, newestStart - keptMicros + widthMicros), newestStart + widthMicros);
  }

  private void add(long start, long end) {
    long slack = MISSING * widthMicros;
    long from = start;
    long to = end;
    Map.Entry<Long, Long> near = spans.floorEntry(end + slack);
    while (near != null && near.getValue() >= start - slack) {
      from = Math.min(from, near.getKey());
      to = Math.max(to, near.getValue());
      spans.remove(near.getKey());
      near = spans.floorEntry(end + slack);
    }
    spans.put(from, to);
  }

  /** Whether there is a window that is too old. */
  public boolean isDue() {
    return !spans.isEmpty() && spans.firstKey() <= newestStart - keptMicros;
  }

  /** Start of the oldest window that is too old; from now on it is gone. */
  public long next() {
    Map.Entry<Long, Long> oldest = spans.pollFirstEntry();
    long start = oldest.getKey();
    if (start + widthMicros < oldest.getValue()) {
      spans.put(start + widthMicros, oldest.getValue());
    }
    return start;
  }

  /** Writes where it stands. */
  public void encode(ByteWriter out) {
    out.putVarint(spans.size());
    if (!spans.isEmpty()) {
      out.putVarint(newestStart / widthMicros);
    }
    long before = 0;
    for (Map.Entry<Long, Long> span : spans.entrySet()) {
      out.putVarint((span.getKey() - before) / widthMicros);
      out.putVarint((span.getValue() - span.getKey()) / widthMicros);
      before = span.getValue();
    }
  }

  /** Takes back what {@link #encode} wrote. */
  public void restore(ByteReader in) {
    long left = in.varint();
    if (left > 0) {
      newestStart = in.varint() * widthMicros;
    }
    long at = 0;
    for (; left > 0; left--) {
      long start = at + in.varint() * widthMicros;
      at = start + in.varint() * widthMicros;
      spans.put(start, at);
    }
  }
}
