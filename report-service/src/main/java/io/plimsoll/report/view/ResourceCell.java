package io.plimsoll.report.view;

import io.plimsoll.schemas.ResourceWindow;

/**
 * One metric of one source in one window, in the metric's own unit.
 *
 * @param startMicros start of the window
 * @param width its width
 * @param count samples in it
 * @param average their mean
 * @param minimum the smallest
 * @param maximum the largest
 * @param last the newest by sample time
 * @param lastAtMicros when that was
 * @param spread how they lie
 */
public record ResourceCell(
    long startMicros,
    Width width,
    long count,
    double average,
    double minimum,
    double maximum,
    double last,
    long lastAtMicros,
    ResourceSpread spread)
    implements Cell {
  private static final int BYTES = 88;

  /**
   * Takes what is needed of the window.
   *
   * @throws IllegalArgumentException when its width or its histogram cannot be read
   */
  public static ResourceCell of(ResourceWindow window) {
    return new ResourceCell(
        window.getStartMicros(),
        Width.ofMillis(window.getWidthMillis()),
        window.getCount(),
        window.getAverage(),
        window.getMinimum(),
        window.getMaximum(),
        window.getLast(),
        window.getLastAtMicros(),
        ResourceSpread.of(window));
  }

  /** How they lie; most windows hold a reading or two, and keep no more than those. */
  @Override
  public ResourceSpread spread() {
    return spread.isUnknown() ? ResourceSpread.ofFew(count, minimum, maximum) : spread;
  }

  @Override
  public int bytes() {
    return BYTES + spread.bytes();
  }
}
