package io.plimsoll.report.compare;

import java.util.List;

/**
 * An answer over HTTP.
 *
 * @param baselines all of them
 */
public record BaselinesPage(List<BaselineEntry> baselines) {
  public BaselinesPage {
    baselines = List.copyOf(baselines);
  }
}
