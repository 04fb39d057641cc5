package io.plimsoll.analyzer.finding;

import io.plimsoll.schemas.FindingChart;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several series side by side in a bounded number of slots: either the last seconds, or a whole run
 * whose slots get wider as it gets longer. For one thread.
 */
final class Timeline {
  static final int CAPACITY = 120;

  private static final int MOST_SERIES = 300;

  private final boolean slides;
  private final Set<String> own;
  private final Map<String, Track> tracks = new LinkedHashMap<>();
  private long originMicros = Long.MIN_VALUE;
  private long widthMicros = RunDetectors.SECOND;
  private int length;

  /** Sums and counts by slot. */
  private static final class Track {
    private final float[] sums = new float[CAPACITY];
    private final int[] counts = new int[CAPACITY];
  }

  /**
   * @param slides whether the oldest slots are given up when there are too many, else they widen
   * @param own series that always have room, however many others there are
   */
  Timeline(boolean slides, Set<String> own) {
    this.slides = slides;
    this.own = Set.copyOf(own);
  }

  /** Makes room for a second; then values can be put into it. */
  void second(long startMicros) {
    if (originMicros == Long.MIN_VALUE) {
      originMicros = startMicros;
    }
    while ((startMicros - originMicros) / widthMicros >= CAPACITY) {
      makeRoom();
    }
    length = Math.max(length, slot(startMicros) + 1);
  }

  void put(String series, long startMicros, double value) {
    Track track = tracks.get(series);
    if (track == null) {
      if (tracks.size() >= MOST_SERIES && !own.contains(series)) {
        return;
      }
      track = new Track();
      tracks.put(series, track);
    }
    int slot = slot(startMicros);
    if (slot >= 0) {
      track.sums[slot] += (float) value;
      track.counts[slot]++;
    }
  }

  /** Number of the slot this moment lies in. */
  int slot(long micros) {
    return (int) Math.floorDiv(micros - originMicros, widthMicros);
  }

  private void makeRoom() {
    if (slides) {
      int kept = CAPACITY - CAPACITY / 4;
      tracks.values().forEach(track -> shift(track, CAPACITY - kept));
      originMicros += (CAPACITY - kept) * widthMicros;
      length = kept;
    } else {
      tracks.values().forEach(Timeline::halve);
      widthMicros *= 2;
      length = (length + 1) / 2;
    }
  }

  private static void shift(Track track, int by) {
    System.arraycopy(track.sums, by, track.sums, 0, CAPACITY - by);
    System.arraycopy(track.counts, by, track.counts, 0, CAPACITY - by);
    Arrays.fill(track.sums, CAPACITY - by, CAPACITY, 0);
    Arrays.fill(track.counts, CAPACITY - by, CAPACITY, 0);
  }

  private static void halve(Track track) {
    for (int i = 0; i < CAPACITY / 2; i++) {
      track.sums[i] = track.sums[2 * i] + track.sums[2 * i + 1];
      track.counts[i] = track.counts[2 * i] + track.counts[2 * i + 1];
    }
    Arrays.fill(track.sums, CAPACITY / 2, CAPACITY, 0);
    Arrays.fill(track.counts, CAPACITY / 2, CAPACITY, 0);
  }

  /** The mean of each slot; NaN where nothing was put. */
  List<Double> values(String series) {
    Track track = tracks.get(series);
    List<Double> values = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      boolean has = track != null && track.counts[i] > 0;
      values.add(has ? (double) track.sums[i] / track.counts[i] : Double.NaN);
    }
    return values;
  }

  /** The same with another value where nothing was put. */
  double[] values(String series, double otherwise) {
    return values(series).stream().mapToDouble(x -> Double.isNaN(x) ? otherwise : x).toArray();
  }

  /** Marks every slot since then that has nothing of a series. */
  void fillSince(String series, long sinceMicros, double value) {
    List<Double> there = values(series);
    for (int slot = Math.max(0, slot(sinceMicros)); slot < length; slot++) {
      if (Double.isNaN(there.get(slot)) || there.get(slot) == 0) {
        put(series, originMicros + slot * widthMicros, value);
      }
    }
  }

  /** Its course, with what is usual of it, or its limit. */
  FindingChart chart(String series, String unit, double expected) {
    List<Float> drawn = values(series).stream().map(Double::floatValue).toList();
    return new FindingChart(originMicros, widthMicros, unit, drawn, expected);
  }

  int length() {
    return length;
  }

  List<String> series() {
    return List.copyOf(tracks.keySet());
  }

  void encode(ByteWriter out) {
    out.putLong(originMicros);
    out.putVarint(widthMicros);
    out.putVarint(length);
    out.putVarint(tracks.size());
    tracks.forEach(
        (name, track) -> {
          Names.putText(out, name);
          for (int i = 0; i < length; i++) {
            out.putVarint(track.counts[i]);
            if (track.counts[i] > 0) {
              SecondRow.putFloat(out, track.sums[i]);
            }
          }
        });
  }

  void restore(ByteReader in) {
    originMicros = in.readLong();
    widthMicros = in.varint();
    length = (int) in.varint();
    for (long left = in.varint(); left > 0; left--) {
      Track track = new Track();
      tracks.put(Names.readText(in), track);
      for (int i = 0; i < length; i++) {
        track.counts[i] = (int) in.varint();
        if (track.counts[i] > 0) {
          track.sums[i] = SecondRow.readFloat(in);
        }
      }
    }
  }
}
