package io.plimsoll.analyzer.kpi;

import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sketch.LatencySketch;
import java.util.Arrays;

/**
 * The durations of a few outcomes, each with both, in one array. Most windows of a run with
 * thousands of operations hold a few outcomes, and two sketches are a dozen places in memory, none
 * of them in a cache. For one thread.
 */
final class FewDurations {
  /** With more values than this a sketch is not a list, either, and what is encoded is sketches. */
  static final int MOST = 24;

  /**
   * So many are kept as they are: to append to a list touches one place, to add to two sketches a
   * dozen, and a window of ten seconds that is made of seconds with a few outcomes each is looked
   * at once, when it closes.
   */
  private static final int ROOM = 128;

  private static final int FIRST = 4;

  private long[] pairs = {}; // service, response, service, …
  private int count;

  boolean hasRoom() {
    return count < ROOM;
  }

  /** Whether they are encoded as a list. */
  boolean areFew() {
    return count <= MOST;
  }

  int count() {
    return count;
  }

  long serviceMicros(int index) {
    return pairs[2 * index];
  }

  long responseMicros(int index) {
    return pairs[2 * index + 1];
  }

  void add(long serviceMicros, long responseMicros) {
    int at = 2 * count;
    if (at == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * Math.min(ROOM, Math.max(FIRST, 2 * count)));
    }
    pairs[at] = serviceMicros;
    pairs[at + 1] = responseMicros;
    count++;
  }

  void addService(LatencySketch sketch) {
    for (int i = 0; i < count; i++) {
      sketch.add(serviceMicros(i));
    }
  }

  void addResponse(LatencySketch sketch) {
    for (int i = 0; i < count; i++) {
      sketch.add(responseMicros(i));
    }
  }

  void clear() {
    count = 0;
  }

  /**
   * Appends them in ascending order, so that equal contents give equal bytes: the step from the
   * service time before, and by how much the response time is more.
   */
  void encode(ByteWriter out) {
    sort();
    long before = 0;
    for (int at = 0; at < 2 * count; at += 2) {
      out.putVarint(pairs[at] - before);
      out.putSigned(pairs[at + 1] - pairs[at]);
      before = pairs[at];
    }
  }

  /** By insertion: they are few. */
  private void sort() {
    for (int i = 1; i < count; i++) {
      long service = pairs[2 * i];
      long response = pairs[2 * i + 1];
      int at = i;
      while (at > 0 && isAbove(at - 1, service, response)) {
        pairs[2 * at] = pairs[2 * at - 2];
        pairs[2 * at + 1] = pairs[2 * at - 1];
        at--;
      }
      pairs[2 * at] = service;
      pairs[2 * at + 1] = response;
    }
  }

  private boolean isAbove(int index, long service, long response) {
    return pairs[2 * index] > service
        || (pairs[2 * index] == service && pairs[2 * index + 1] > response);
  }
}
