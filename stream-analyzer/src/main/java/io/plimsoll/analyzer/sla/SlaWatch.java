package io.plimsoll.analyzer.sla;

import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.analyzer.version.OtherVersionException;
import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.Order;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.SlaTransition;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of one run while it goes on. Every second of event time that all agents have passed is
 * taken in and judged once, in order; so what is told does not depend on when outcomes arrive, but
 * for those that come after their second was judged: they are added, may begin a breach, and never
 * raise one twice. For one thread.
 */
public final class SlaWatch {
  private static final int STATE_VERSION = 1;

  /** Rules on single operations and metrics that are watched; a pattern can match very many. */
  private static final int MOST_WATCHES = 2000;

  /** Nothing lasts longer; a clock that is wrong by years must not be followed second by second. */
  private static final long LONGEST = 40L * 86_400 * Terms.SECOND;

  private static final int GROWTH_POINTS = 60;

  private final RunRecord record;
  private final JudgedSpan spans;
  private final List<SlaRule> rules;
  private final Histories histories = new Histories();
  private final List<RuleWatch> watches = new ArrayList<>();
  private final Set<String> known = new HashSet<>(); // operations and metrics
  private final long beginMicros;
  private long judgedThrough;
  private boolean crowded;
  private boolean stopped;
  private boolean lateOutcomes;

  /**
   * @param record the run's, with its rules
   */
  public SlaWatch(RunRecord record) {
    this(record, record.getStartedAtMicros());
  }

  private SlaWatch(RunRecord record, long beginMicros) {
    this.record = record;
    this.beginMicros = beginMicros;
    this.spans = new JudgedSpan(beginMicros, record.getPlan());
    this.judgedThrough = Math.floorDiv(beginMicros, Terms.SECOND) * Terms.SECOND;
    this.rules = new ArrayList<>(record.getSla());
    rules.addAll(record.getUntil());
    for (SlaRule rule : rules) {
      if (!Terms.isOnSamples(rule) && !isPattern(rule)) {
        watch(rule, rule.getOperation());
      }
    }
  }

  private static boolean isPattern(SlaRule rule) {
    return !rule.getOperation().equals("*") && new Glob(rule.getOperation()).isPattern();
  }

  /** Whether there is any rule. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Whether any rule is on samples. */
  public boolean wantsSamples() {
    return rules.stream().anyMatch(Terms::isOnSamples);
  }

  /** Whether nothing has been taken in yet, so that another record may take its place. */
  public boolean isFresh() {
    return judgedThrough == Math.floorDiv(beginMicros, Terms.SECOND) * Terms.SECOND
        && !histories.hasReadingsAhead();
  }

  /** Everything that ended before has been judged. */
  public long judgedThroughMicros() {
    return judgedThrough;
  }

  private void watch(SlaRule rule, String operation) {
    if (watches.size() >= MOST_WATCHES) {
      crowded = true;
      return;
    }
    if (Terms.unit(rule).isPresent()) { // an unknown one is named at the end
      RuleWatch.Span span = spans.of(rule);
      Measure measure =
          Terms.isOnTotals(rule) ? null : measure(rule, operation, span.fromMicros()).orElseThrow();
      watches.add(new RuleWatch(record.getRunId(), rule, operation, span, measure));
    }
  }

  private Optional<Measure> measure(SlaRule rule, String operation, long fromMicros) {
    if (Terms.isGrowth(rule)) {
      return growth(rule, operation, fromMicros);
    }
    if (Terms.isOnSamples(rule)) {
      return Optional.of(Measures.of(rule, histories.series(operation), fromMicros));
    }
    return Indicator.of(rule)
        .map(each -> Measures.of(rule, each, histories.operation(operation), fromMicros));
  }

  private Optional<Measure> growth(SlaRule rule, String operation, long fromMicros) {
    long every = growthEvery();
    SlaRule level = Terms.levelOf(rule);
    level.setOverMicros(every);
    long length = rule.getOverMicros() == null ? spans.lengthMicros() : rule.getOverMicros();
    int needed = (int) Math.min(GROWTH_POINTS, length / every) / 4;
    return measure(level, operation, fromMicros)
        .map(each -> new GrowthMeasure(rule, each, fromMicros, every, needed));
  }

  /** A sixtieth of the plan, in whole minutes when that is long enough. */
  private long growthEvery() {
    long wanted = Math.max(1, spans.lengthMicros() / GROWTH_POINTS);
    long unit = wanted > Measures.MINUTE ? Measures.MINUTE : 10 * Terms.SECOND;
    return spans.lengthMicros() == 0 ? Measures.MINUTE : -Math.floorDiv(-wanted, unit) * unit;
  }

  /** A reading of the target or of an agent; those that no rule asks for are left out. */
  public void sample(SystemSample sample) {
    sample
        .getValues()
        .forEach(
            (metric, value) -> {
              String name = sample.getSource() + "/" + metric;
              if (Double.isFinite(value) && isWanted(sample.getSource(), metric, name)) {
                histories.reading(sample.getAtMicros(), name, value);
              }
            });
  }

  private boolean isWanted(String source, String metric, String name) {
    if (known.contains(name)) {
      return true;
    }
    boolean wanted = false;
    for (SlaRule rule : rules) {
      if (Terms.isOnSamples(rule)
          && new Glob(rule.getSource()).matches(source)
          && new Glob(rule.getMetric()).matches(metric)) {
        wanted = true;
        watch(rule, name);
      }
    }
    if (wanted) {
      known.add(name);
    }
    return wanted;
  }

  private void appear(String operation) {
    if (!known.add(operation)) {
      return;
    }
    for (SlaRule rule : rules) {
      if (!Terms.isOnSamples(rule)
          && isPattern(rule)
          && new Glob(rule.getOperation()).matches(operation)) {
        watch(rule, operation);
      }
    }
  }

  /** Takes in and judges every second that ends by then and was not judged yet. */
  public void judge(long throughMicros, Seconds seconds, SlaStore store, SlaSink sink) {
    if (lateOutcomes) {
      lateOutcomes = false;
      tell(judgedThrough, sink);
    }
    long through = Math.min(throughMicros, beginMicros + LONGEST);
    while (judgedThrough + Terms.SECOND <= through) {
      seconds.at(judgedThrough, (operation, kpis) -> appear(operation));
      histories.take(judgedThrough, seconds, store);
      judgedThrough += Terms.SECOND;
      tell(judgedThrough, sink);
    }
  }

  private void tell(long endMicros, SlaSink sink) {
    for (RuleWatch watch : watches) {
      watch.judge(endMicros).ifPresent(event -> tell(watch, event, sink));
    }
  }

  private void tell(RuleWatch watch, SlaEvent event, SlaSink sink) {
    SlaRule rule = watch.rule();
    boolean planned = record.getUntil().contains(rule);
    if (!planned) {
      sink.slaEvent(event);
    }
    if (event.getTransition() == SlaTransition.FIRING && (planned || rule.getAbort()) && !stopped) {
      stopped = true;
      sink.command(
          Command.newBuilder()
              .setRunId(record.getRunId())
              .setOrder(Order.STOP)
              .setAtMicros(event.getAtMicros())
              .setRuleId(rule.getRuleId())
              .setPlanned(planned)
              .setReason(
                  planned
                      ? "stopped by its condition \"%s\": %s"
                          .formatted(rule.getText(), event.getReason())
                      : "rule %s fired: %s".formatted(rule.getRuleId(), event.getReason()))
              .build());
    }
  }

  /** Judges the rules on the whole run by what has come so far. */
  public void totals(Map<String, KpiAccumulator> totals, SlaSink sink) {
    totals.keySet().forEach(this::appear);
    for (RuleWatch watch : watches) {
      if (watch.isOnTotals()) {
        onTotals(watch, totals).ifPresent(event -> tell(watch, event, sink));
      }
    }
  }

  private Optional<SlaEvent> onTotals(RuleWatch watch, Map<String, KpiAccumulator> totals) {
    KpiAccumulator kpis = totals.get(watch.operation());
    if (kpis == null || Terms.isLower(watch.rule())) {
      return Optional.empty();
    }
    Indicator indicator = Indicator.of(watch.rule()).orElseThrow();
    long span = Math.max(1, judgedThrough - beginMicros);
    Indicator.Measured on = Totals.measured(watch.operation(), totals, span);
    long samples = indicator.samples(on);
    if (samples < Math.max(1, watch.rule().getMinimumSamples())) {
      return Optional.empty(); // the end of the run will tell whether there were enough
    }
    double value = indicator.value(on);
    boolean breach = Terms.breaks(watch.rule(), value);
    return watch.observe(
        judgedThrough, Optional.of(new Reading(value, samples, breach, beginMicros, span)), "");
  }

  /** Adds outcomes to a second that was judged already. */
  public void late(String operation, long secondMicros, KpiAccumulator kpis, SlaStore store) {
    histories.late(secondMicros, operation, kpis, judgedThrough, store);
    lateOutcomes = true;
  }

  /** The watches of this rule. */
  List<RuleWatch> of(SlaRule rule) {
    return watches.stream().filter(watch -> watch.rule().equals(rule)).toList();
  }

  /** Whether there were more operations or metrics than can be watched. */
  boolean isCrowded() {
    return crowded;
  }

  /** Stores what has changed since the last time. */
  public void save(SlaStore store) {
    histories.saveReadings(store);
    ByteWriter out = new ByteWriter(256);
    out.putVarint(STATE_VERSION);
    out.putLong(beginMicros);
    out.putLong(judgedThrough);
    out.putVarint((crowded ? 1 : 0) | (stopped ? 2 : 0) | (lateOutcomes ? 4 : 0));
    for (RuleWatch watch : watches) {
      byte[] operation = watch.operation().getBytes(StandardCharsets.UTF_8);
      out.putVarint(rules.indexOf(watch.rule()));
      out.putVarint(operation.length);
      out.putBytes(operation, 0, operation.length);
      watch.encode(out);
    }
    store.putRules(out.copy());
  }

  /** Takes back what {@link #save} stored; the slices come after. */
  public static SlaWatch restored(RunRecord record, byte[] state) {
    ByteReader in = new ByteReader(state);
    OtherVersionException.check("rules of run " + record.getRunId(), in.varint(), STATE_VERSION);
    SlaWatch watch = new SlaWatch(record, in.readLong());
    watch.restore(in);
    return watch;
  }

  private void restore(ByteReader in) {
    judgedThrough = in.readLong();
    long flags = in.varint();
    crowded = (flags & 1) != 0;
    stopped = (flags & 2) != 0;
    lateOutcomes = (flags & 4) != 0;
    while (in.hasMore()) {
      SlaRule rule = rules.get((int) in.varint());
      int length = (int) in.varint();
      String operation = new String(in.source(), in.skip(length), length, StandardCharsets.UTF_8);
      restored(rule, operation).restore(in);
    }
  }

  private RuleWatch restored(SlaRule rule, String operation) {
    Optional<RuleWatch> there = find(rule, operation);
    if (there.isEmpty()) {
      known.add(operation);
      watch(rule, operation);
    }
    return there.or(() -> find(rule, operation)).orElseThrow();
  }

  private Optional<RuleWatch> find(SlaRule rule, String operation) {
    return watches.stream()
        .filter(watch -> watch.operation().equals(operation) && watch.rule().equals(rule))
        .findFirst();
  }

  /** Takes back what was put into a slice. */
  public void restoreSlice(long widthMicros, long startMicros, byte[] slice) {
    histories.restore(widthMicros, startMicros, slice, judgedThrough);
  }
}
