package io.plimsoll.report.compare;

import io.plimsoll.schemas.RunRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Labels that say which place a run has in a series of repeats. */
public final class SeriesLabels {
  /** Whose value all runs of a series share, and no other. */
  public static final String SERIES = "series";

  /** Which of how many it is on its side: {@code 2 of 5}. */
  public static final String REPEAT = "repeat";

  private static final Pattern PLACE = Pattern.compile("(\\d{1,6}) of (\\d{1,6})");

  private SeriesLabels() {}

  /** Those of a run. */
  public static Map<String, String> of(String series, int number, int times, boolean baseline) {
    Map<String, String> labels = new HashMap<>();
    labels.put(SERIES, series);
    labels.put(REPEAT, number + " of " + times);
    if (baseline) {
      labels.put(RunSide.LABEL, RunSide.BASELINE);
    }
    return labels;
  }

  /** The place of a run; empty when it is of no series. */
  static Optional<Place> place(RunRecord run) {
    String series = run.getLabels().get(SERIES);
    Matcher place = PLACE.matcher(run.getLabels().getOrDefault(REPEAT, ""));
    return series == null || !place.matches()
        ? Optional.empty()
        : Optional.of(
            new Place(series, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))));
  }

  /**
   * A place in a series.
   *
   * @param number from 1, on its side
   * @param times runs on each side
   */
  record Place(String series, int number, int times) {}
}
