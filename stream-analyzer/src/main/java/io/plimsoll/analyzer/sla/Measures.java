package io.plimsoll.analyzer.sla;

import io.plimsoll.schemas.SlaRule;
import java.util.Optional;

/** Makes the measure of a rule and says what of the past it needs. */
final class Measures {
  private static final long SECOND = Terms.SECOND;
  private static final long TEN_SECONDS = 10 * SECOND;
  static final long MINUTE = 60 * SECOND;

  /** Counts are small: an hour of seconds, a day of ten seconds. */
  private static final int COUNT_SLOTS = 3600;

  private static final int COARSE_COUNT_SLOTS = 8640;

  /** Sketches are not. */
  private static final int TIME_SLOTS = 300;

  private Measures() {}

  /** Of a rule on outcomes. */
  static Measure of(SlaRule rule, Indicator indicator, OperationHistory history, long fromMicros) {
    if (rule.getOverMicros() == null) {
      return new SinceMeasure(rule, indicator, history.needSince(fromMicros), fromMicros);
    }
    long over = rule.getOverMicros();
    if (indicator.needsTimes()) {
      long width = width(over, TIME_SLOTS, TIME_SLOTS);
      return new TimesMeasure(rule, indicator, history, width, slots(over, width));
    }
    long narrow = rule.getShortMicros() == null ? over : rule.getShortMicros();
    long width = divides(width(over, COUNT_SLOTS, COARSE_COUNT_SLOTS), over, narrow);
    history.needCounts(width, slots(over, width));
    return new CountMeasure(rule, indicator, history, width);
  }

  /** Of a rule on samples. */
  static Measure of(SlaRule rule, SampleHistory history, long fromMicros) {
    if (rule.getOverMicros() == null) {
      return new SampleSinceMeasure(rule, history.needSince(fromMicros), fromMicros);
    }
    long width = width(rule.getOverMicros(), COUNT_SLOTS, COARSE_COUNT_SLOTS);
    history.needSlots(width, slots(rule.getOverMicros(), width));
    return new SampleMeasure(rule, history, width);
  }

  /**
   * The time from one evaluation to the next: a second, ten, or a minute, by the length of the
   * window; less when the window is no multiple of it.
   */
  static long width(long over, int slots, int coarseSlots) {
    if (over <= slots * SECOND || over % TEN_SECONDS != 0) {
      return SECOND;
    }
    return over <= coarseSlots * TEN_SECONDS || over % MINUTE != 0 ? TEN_SECONDS : MINUTE;
  }

  private static long divides(long width, long over, long narrow) {
    if (over % width == 0 && narrow % width == 0) {
      return width;
    }
    return over % TEN_SECONDS == 0 && narrow % TEN_SECONDS == 0 && width > TEN_SECONDS
        ? TEN_SECONDS
        : SECOND;
  }

  static int slots(long over, long width) {
    return Math.toIntExact(Math.max(1, over / width));
  }

  private static Optional<Reading> reading(
      SlaRule rule, Indicator indicator, Indicator.Measured on, long start, long width) {
    long samples = indicator.samples(on);
    if (samples < Terms.samplesNeeded(rule)) {
      return Optional.empty();
    }
    double value = indicator.value(on);
    return Optional.of(new Reading(value, samples, Terms.breaks(rule, value), start, width));
  }

  private static String tooFew(SlaRule rule) {
    return "fewer than %d samples in %s"
        .formatted(
            Terms.samplesNeeded(rule),
            rule.getOverMicros() == null ? "all" : "every " + Terms.span(rule.getOverMicros()));
  }

  /** Has nothing to say where there are too few samples. */
  private interface Sampled extends Measure {
    SlaRule rule();

    @Override
    default String lack() {
      return tooFew(rule());
    }
  }

  /** Everything since a moment: evaluated each second, from the first on. */
  private interface Since extends Sampled {
    @Override
    default long stepMicros() {
      return SECOND;
    }

    @Override
    default long reachMicros() {
      return SECOND;
    }
  }

  /** A sliding window of counts, or the two of a burn rate. */
  private record CountMeasure(
      SlaRule rule, Indicator indicator, OperationHistory history, long stepMicros)
      implements Sampled {
    @Override
    public Optional<Reading> at(long endMicros) {
      long over = rule.getOverMicros();
      Optional<Reading> reading = over(over, endMicros);
      if (rule.getShortMicros() == null || reading.isEmpty()) {
        return reading;
      }
      boolean still = over(rule.getShortMicros(), endMicros).filter(Reading::breach).isPresent();
      Reading found = reading.get();
      return Optional.of(
          new Reading(
              found.value(),
              found.samples(),
              found.breach() && still,
              found.startMicros(),
              found.widthMicros()));
    }

    private Optional<Reading> over(long width, long endMicros) {
      Counts counts = history.counts(stepMicros, slots(width, stepMicros));
      var on = new Indicator.Measured(counts, null, width);
      return reading(rule, indicator, on, endMicros - width, width);
    }

    @Override
    public long reachMicros() {
      return rule.getOverMicros();
    }
  }

  /** A sliding window with times. */
  private static final class TimesMeasure implements Sampled {
    private final SlaRule rule;
    private final Indicator indicator;
    private final LatencyWindow window;
    private final long widthMicros;

    TimesMeasure(
        SlaRule rule, Indicator indicator, OperationHistory history, long widthMicros, int slots) {
      this.rule = rule;
      this.indicator = indicator;
      this.widthMicros = widthMicros;
      this.window = history.needTimes(widthMicros, slots);
    }

    @Override
    public SlaRule rule() {
      return rule;
    }

    @Override
    public Optional<Reading> at(long endMicros) {
      long over = rule.getOverMicros();
      var kpis = window.upTo(Math.floorDiv(endMicros, widthMicros) - 1);
      var on = Indicator.Measured.of(kpis, over);
      return reading(rule, indicator, on, endMicros - over, over);
    }

    @Override
    public long stepMicros() {
      return widthMicros;
    }

    @Override
    public long reachMicros() {
      return rule.getOverMicros();
    }
  }

  /** Everything since a moment. */
  private record SinceMeasure(
      SlaRule rule,
      Indicator indicator,
      io.plimsoll.analyzer.kpi.KpiAccumulator kpis,
      long fromMicros)
      implements Since {
    @Override
    public Optional<Reading> at(long endMicros) {
      long span = endMicros - fromMicros;
      return reading(rule, indicator, Indicator.Measured.of(kpis, span), fromMicros, span);
    }
  }

  /** Readings in a sliding window. */
  private record SampleMeasure(SlaRule rule, SampleHistory history, long stepMicros)
      implements Sampled {
    @Override
    public Optional<Reading> at(long endMicros) {
      long over = rule.getOverMicros();
      long last = Math.floorDiv(endMicros, stepMicros) - 1;
      Cell cell = history.over(stepMicros, last, slots(over, stepMicros));
      return ofCell(rule, cell, endMicros - over, over);
    }

    @Override
    public long reachMicros() {
      return rule.getOverMicros();
    }
  }

  /** Readings since a moment. */
  private record SampleSinceMeasure(SlaRule rule, Cell cell, long fromMicros) implements Since {
    @Override
    public Optional<Reading> at(long endMicros) {
      return ofCell(rule, cell, fromMicros, endMicros - fromMicros);
    }
  }

  private static Optional<Reading> ofCell(SlaRule rule, Cell cell, long start, long width) {
    if (cell.count() < Terms.samplesNeeded(rule)) {
      return Optional.empty();
    }
    double value = cell.value(rule.getIndicator().substring("resource.".length()));
    return Optional.of(new Reading(value, cell.count(), Terms.breaks(rule, value), start, width));
  }
}
