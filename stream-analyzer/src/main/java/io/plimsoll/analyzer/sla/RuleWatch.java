package io.plimsoll.analyzer.sla;

import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaTransition;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import io.plimsoll.stats.sla.Hysteresis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One rule on one operation, or on one metric, while the run goes on. For one thread. */
@SuppressWarnings("EnumOrdinal") // phases are kept as numbers
final class RuleWatch {
  /** What is judged on everything so far wavers around its limit: it must keep it for a while. */
  private static final long USUAL_RESOLVE_MICROS = Measures.MINUTE;

  private final String runId;
  private final SlaRule rule;
  private final String operation;
  private final Span span;
  private final Measure measure;
  private final Hysteresis hysteresis;
  private Optional<Reading> worst = Optional.empty();
  private Optional<Reading> last = Optional.empty();
  private long evaluated;
  private long lacking;

  /**
   * When a rule is judged.
   *
   * @param beginMicros when the run began
   * @param fromMicros nothing that ended before counts
   * @param untilMicros nothing that ends after is judged
   */
  record Span(long beginMicros, long fromMicros, long untilMicros) {}

  /**
   * @param measure null for a rule on the totals of the run
   */
  RuleWatch(String runId, SlaRule rule, String operation, Span span, Measure measure) {
    this.runId = runId;
    this.rule = rule;
    this.operation = operation;
    this.span = span;
    this.measure = measure;
    this.hysteresis = new Hysteresis(patience(rule, measure));
  }

  private static Hysteresis.Patience patience(SlaRule rule, Measure measure) {
    long toFire = orZero(rule.getForMicros());
    long over = orZero(rule.getOverMicros());
    long usual =
        rule.getIndicator().equals("burn_rate")
            ? 0 // the short window is there to end it
            : over == 0 ? USUAL_RESOLVE_MICROS : Math.max(toFire, over);
    long toResolve = rule.getResolveMicros() == null ? usual : rule.getResolveMicros();
    long step = measure == null ? Terms.SECOND : measure.stepMicros();
    return new Hysteresis.Patience(toFire, orZero(rule.getWithinMicros()), toResolve, step);
  }

  private static long orZero(Long value) {
    return value == null ? 0 : value;
  }

  SlaRule rule() {
    return rule;
  }

  String operation() {
    return operation;
  }

  boolean isOnTotals() {
    return measure == null;
  }

  /** Judges the window that ends then, if the rule has one. */
  Optional<SlaEvent> judge(long endMicros) {
    if (measure == null
        || endMicros % measure.stepMicros() != 0
        || endMicros <= span.fromMicros()
        || endMicros > span.untilMicros()) {
      return Optional.empty();
    }
    Optional<Reading> reading = measure.at(endMicros);
    boolean full = endMicros - span.fromMicros() >= measure.reachMicros();
    return full ? observe(endMicros, reading, measure.lack()) : Optional.empty();
  }

  /** Takes a reading, or the lack of one. */
  Optional<SlaEvent> observe(long endMicros, Optional<Reading> reading, String lack) {
    if (reading.isEmpty()) {
      lacking++;
      boolean tell = lacking == 1 && evaluated == 0;
      return tell ? Optional.of(notEvaluated(endMicros, lack)) : Optional.empty();
    }
    boolean first = evaluated == 0;
    evaluated++;
    last = reading;
    if (worst.isEmpty() || isWorse(reading.get(), worst.get())) {
      worst = reading;
    }
    boolean breach = reading.get().breach() && Certainty.isEnough(rule, reading.get());
    Optional<SlaEvent> event = changed(endMicros, reading.get(), breach);
    return event.isEmpty() && first && lacking > 0
        ? Optional.of(event(SlaTransition.RESOLVED, endMicros, reading.get()))
        : event;
  }

  private boolean isWorse(Reading one, Reading other) {
    if (one.breach() != other.breach()) {
      return one.breach(); // a burn rate is broken in both windows or not at all
    }
    return Terms.isLower(rule) ? one.value() < other.value() : one.value() > other.value();
  }

  private Optional<SlaEvent> changed(long endMicros, Reading reading, boolean breach) {
    return switch (hysteresis.observe(endMicros, breach)) {
      case NONE -> Optional.empty();
      case PENDING -> Optional.of(event(SlaTransition.PENDING, endMicros, reading));
      case FIRING -> Optional.of(event(SlaTransition.FIRING, endMicros, reading));
      case RESOLVED -> Optional.of(event(SlaTransition.RESOLVED, endMicros, reading));
    };
  }

  private SlaEvent event(SlaTransition transition, long atMicros, Reading reading) {
    SlaEvent event = event(transition, atMicros);
    event.setValue(reading.value());
    event.setSamples(reading.samples());
    event.setWindowStartMicros(reading.startMicros());
    event.setWindowWidthMillis(reading.widthMicros() / 1000);
    event.setReason(Terms.sentence(rule, operation, reading.value(), over(reading)));
    return event;
  }

  private SlaEvent notEvaluated(long atMicros, String lack) {
    SlaEvent event = event(SlaTransition.NOT_EVALUATED, atMicros);
    event.setWindowStartMicros(span.fromMicros());
    event.setWindowWidthMillis((atMicros - span.fromMicros()) / 1000);
    event.setReason(rule.getRuleId() + ": " + lack);
    return event;
  }

  private SlaEvent event(SlaTransition transition, long atMicros) {
    SlaEvent event = new SlaEvent();
    event.setRunId(runId);
    event.setRule(rule);
    event.setOperation(operation);
    event.setTransition(transition);
    event.setAtMicros(atMicros);
    event.setEpisode(hysteresis.episode());
    event.setSinceMicros(hysteresis.episode() == 0 ? null : hysteresis.since());
    return event;
  }

  private String over(Reading reading) {
    if (reading.startMicros() <= span.beginMicros()) {
      return "the first " + Terms.span(reading.widthMicros());
    }
    long offset = reading.startMicros() - span.beginMicros();
    return "the %s from %s after the start"
        .formatted(Terms.span(reading.widthMicros()), Terms.span(offset));
  }

  /** Windows that could be judged. */
  long evaluated() {
    return evaluated;
  }

  /** Windows that had too few samples. */
  long lacking() {
    return lacking;
  }

  /** Why there may have been nothing to judge. */
  String lack() {
    return lacking > 0 && measure != null
        ? measure.lack()
        : "the run was over before its first window was";
  }

  /** The reading that counts at the end: the worst window, or the last of everything so far. */
  Optional<Reading> decisive() {
    return slides() ? worst : last;
  }

  private boolean slides() {
    return rule.getOverMicros() != null && !Terms.isGrowth(rule);
  }

  /** Whether it has failed for good. */
  boolean hasFailed() {
    return slides() ? hysteresis.firings() > 0 : last.filter(Reading::breach).isPresent();
  }

  /** The decisive reading in words. */
  String sentence() {
    Reading reading = decisive().orElseThrow();
    String fired =
        hysteresis.firings() > 1 ? ", fired %d times".formatted(hysteresis.firings()) : "";
    return Terms.sentence(rule, operation, reading.value(), over(reading)) + fired;
  }

  Hysteresis hysteresis() {
    return hysteresis;
  }

  void encode(ByteWriter out) {
    Hysteresis.State state = hysteresis.state();
    out.putVarint(state.phase().ordinal());
    out.putVarint(state.episode());
    out.putLong(state.since());
    out.putLong(state.firingSince());
    out.putLong(state.keptSince());
    out.putLong(state.last());
    out.putVarint(state.firings());
    out.putLong(state.firstFired());
    out.putVarint(state.firingTime());
    out.putVarint(state.breachedAt().size());
    state.breachedAt().forEach(out::putLong);
    out.putVarint(evaluated);
    out.putVarint(lacking);
    encode(out, worst);
    encode(out, last);
    if (measure != null) {
      measure.encode(out);
    }
  }

  private static void encode(ByteWriter out, Optional<Reading> reading) {
    out.putVarint(reading.isPresent() ? 1 : 0);
    reading.ifPresent(
        found -> {
          out.putLong(Double.doubleToRawLongBits(found.value()));
          out.putVarint(found.samples());
          out.putVarint(found.breach() ? 1 : 0);
          out.putLong(found.startMicros());
          out.putVarint(found.widthMicros());
        });
  }

  void restore(ByteReader in) {
    Hysteresis.Phase phase = Hysteresis.Phase.values()[(int) in.varint()];
    long episode = in.varint();
    long since = in.readLong();
    long firingSince = in.readLong();
    long keptSince = in.readLong();
    long lastObserved = in.readLong();
    long firings = in.varint();
    long firstFired = in.readLong();
    long firingTime = in.varint();
    long pieces = in.varint();
    List<Long> breachedAt = new ArrayList<>();
    for (long i = 0; i < pieces; i++) {
      breachedAt.add(in.readLong());
    }
    hysteresis.restore(
        new Hysteresis.State(
            phase,
            episode,
            since,
            firingSince,
            keptSince,
            lastObserved,
            firings,
            firstFired,
            firingTime,
            breachedAt));
    evaluated = in.varint();
    lacking = in.varint();
    worst = decode(in);
    last = decode(in);
    if (measure != null) {
      measure.restore(in);
    }
  }

  private static Optional<Reading> decode(ByteReader in) {
    if (in.varint() == 0) {
      return Optional.empty();
    }
    double value = Double.longBitsToDouble(in.readLong());
    long samples = in.varint();
    boolean breach = in.varint() == 1;
    long start = in.readLong();
    return Optional.of(new Reading(value, samples, breach, start, in.varint()));
  }
}
