package io.plimsoll.analyzer.finding;

import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.stats.cause.Bottlenecks.Ranked;
import io.plimsoll.stats.cause.Pressure.Evidence;
import io.plimsoll.stats.sketch.ByteReader;
import io.plimsoll.stats.sketch.ByteWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bottlenecks of a run that were told, one finding for each cause. A generator at its limit is
 * told alone: what it does to the target is no fault of that. For one thread.
 */
final class BottleneckBook {
  private static final int MOST_AT_ONCE = 3;
  private static final String GENERATOR = "load-generator";
  private static final double SCORE_CHANGE = 0.1;

  private final String runId;
  private final Map<String, Told> told = new LinkedHashMap<>();

  /** What was last said of a cause. */
  private record Told(
      String series,
      boolean use,
      Evidence evidence,
      long fromMicros,
      int rank,
      long episodes,
      boolean open) {
    Told closed() {
      return new Told(series, use, evidence, fromMicros, rank, episodes, false);
    }
  }

  BottleneckBook(String runId) {
    this.runId = runId;
  }

  /** Whether none was ever told. */
  boolean isEmpty() {
    return told.isEmpty();
  }

  /**
   * Tells what is new of the causes of what began then.
   *
   * @param seen to draw courses from
   */
  void found(List<Ranked> ranked, long sinceMicros, Timeline seen, FindingSink sink) {
    boolean generator = !ranked.isEmpty() && ranked.get(0).cause().equals(GENERATOR);
    List<Ranked> blamed =
        generator
            ? ranked.subList(0, 1)
            : ranked.stream().filter(each -> !each.cause().equals(GENERATOR)).toList();
    for (int i = 0; i < Math.min(MOST_AT_ONCE, blamed.size()); i++) {
      found(blamed.get(i), i + 1, sinceMicros, seen, sink);
    }
  }

  private void found(Ranked ranked, int rank, long sinceMicros, Timeline seen, FindingSink sink) {
    Told before = told.get(ranked.cause());
    boolean again = before != null && !before.open();
    boolean news =
        before == null
            || again
            || before.rank() != rank
            || ranked.evidence().score() > before.evidence().score() + SCORE_CHANGE;
    if (!news) {
      return;
    }
    long from = before == null ? sinceMicros : before.fromMicros();
    long episodes = before == null ? 1 : before.episodes() + (again ? 1 : 0);
    Told now =
        new Told(ranked.series(), ranked.use(), ranked.evidence(), from, rank, episodes, true);
    told.put(ranked.cause(), now);
    FindingState state = before == null ? FindingState.OPEN : FindingState.UPDATED;
    sink.finding(finding(ranked.cause(), now, seen, state, 0));
  }

  /** What they held back has passed. */
  void over(long atMicros, Timeline seen, FindingSink sink) {
    told.replaceAll(
        (cause, each) -> {
          if (each.open()) {
            sink.finding(finding(cause, each, seen, FindingState.CLOSED, atMicros));
          }
          return each.closed();
        });
  }

  private Finding finding(
      String cause, Told each, Timeline seen, FindingState state, long endMicros) {
    BottleneckText text = new BottleneckText(cause, each.series(), each.use(), each.evidence());
    Finding finding = new Finding();
    finding.setRunId(runId);
    finding.setFindingId("bottleneck-" + cause);
    finding.setKind(text.kind());
    finding.setState(state);
    finding.setSeverity(each.rank() == 1 && !cause.equals(GENERATOR) ? text.severity() : "info");
    finding.setTitle(text.title());
    finding.setSource(text.source());
    finding.setMetric(text.metric());
    finding.setFromMicros(each.fromMicros());
    finding.setToMicros(state == FindingState.CLOSED ? endMicros : null);
    finding.setEvidence(text.numbers(each.rank(), each.episodes()));
    finding.setConfidence(Confidence.of(finding));
    String unit = each.use() ? "ratio" : "";
    double expected = each.use() ? 1 : each.evidence().usual();
    finding.setChart(seen.chart(each.series(), unit, expected));
    return finding;
  }

  void encode(ByteWriter out) {
    out.putVarint(told.size());
    told.forEach(
        (cause, each) -> {
          Names.putText(out, cause);
          Names.putText(out, each.series());
          out.putVarint((each.use() ? 1 : 0) | (each.open() ? 2 : 0));
          Evidence of = each.evidence();
          for (double number :
              new double[] {
                of.score(),
                of.saturated(),
                of.deviations(),
                of.association(),
                of.observed(),
                of.usual()
              }) {
            out.putLong(Double.doubleToRawLongBits(number));
          }
          out.putLong(each.fromMicros());
          out.putVarint(each.rank());
          out.putVarint(each.episodes());
        });
  }

  void restore(ByteReader in) {
    for (long left = in.varint(); left > 0; left--) {
      String cause = Names.readText(in);
      String series = Names.readText(in);
      long flags = in.varint();
      Evidence evidence =
          new Evidence(number(in), number(in), number(in), number(in), number(in), number(in));
      told.put(
          cause,
          new Told(
              series,
              (flags & 1) != 0,
              evidence,
              in.readLong(),
              (int) in.varint(),
              in.varint(),
              (flags & 2) != 0));
    }
  }

  private static double number(ByteReader in) {
    return Double.longBitsToDouble(in.readLong());
  }
}
