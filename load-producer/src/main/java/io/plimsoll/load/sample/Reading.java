package io.plimsoll.load.sample;

import io.plimsoll.schemas.HistogramReading;
import java.util.HashMap;
import java.util.Map;

/** What one reading of a source gave. For one thread. */
public final class Reading {
  private final Map<String, Double> values = new HashMap<>();
  private final Map<String, HistogramReading> histograms = new HashMap<>();

  /** Notes a value; one that is no number is left out. */
  public void put(String metric, double value) {
    if (Double.isFinite(value)) {
      values.put(metric, value);
    }
  }

  /** The same for one of several like it, as {@code metric{label="of"}}. */
  public void put(String metric, String label, String of, double value) {
    put(MetricName.of(metric, label, of), value);
  }

  /** Notes {@code part ÷ whole}, where there is a whole. */
  public void ratio(String metric, double part, double whole) {
    if (whole > 0) {
      put(metric, part / whole);
    }
  }

  public void put(String metric, HistogramReading histogram) {
    histograms.put(metric, histogram);
  }

  public Map<String, Double> values() {
    return values;
  }

  public Map<String, HistogramReading> histograms() {
    return histograms;
  }
}
