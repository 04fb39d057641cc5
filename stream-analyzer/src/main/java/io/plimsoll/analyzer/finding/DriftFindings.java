package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.DriftSeries.Told;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingChart;
import io.plimsoll.schemas.FindingKind;
import io.plimsoll.schemas.FindingState;
import io.plimsoll.stats.trend.Drift;
import io.plimsoll.stats.trend.SenSlope;
import java.util.Map;
import java.util.TreeMap;

/** Says what drifts, by how much, and when its limit is met. */
final class DriftFindings {
  private static final double HOUR = 3600.0 * RunDetectors.SECOND;
  private static final double SOON = 24 * HOUR;

  private DriftFindings() {}

  static Finding of(String runId, Told told, FindingState state) {
    String series = told.of().name();
    int metric = series.lastIndexOf('/', labels(series));
    Finding finding = new Finding();
    finding.setRunId(runId);
    finding.setFindingId("drift-" + series);
    finding.setKind(FindingKind.DRIFT);
    finding.setState(state);
    finding.setSeverity(isCritical(told) ? "critical" : "warning");
    finding.setTitle(title(told, series.substring(0, metric), series.substring(metric + 1)));
    if (series.startsWith("*/")) {
      finding.setOperation("*");
      finding.setMetric("service." + series.substring(metric + 1));
    } else {
      finding.setSource(series.substring(0, metric));
      finding.setMetric(series.substring(metric + 1));
    }
    finding.setFromMicros(told.fromMicros());
    finding.setToMicros(
        state == FindingState.CLOSED ? told.fromMicros() + told.spanMicros() : null);
    finding.setEvidence(evidence(told));
    finding.setConfidence(Confidence.of(finding));
    finding.setChart(chart(told, series.startsWith("*/")));
    return finding;
  }

  private static FindingChart chart(Told told, boolean latency) {
    double unit = latency ? 1000 : 1; // milliseconds of microseconds
    return new FindingChart(
        told.fromMicros(),
        (long) told.stepMicros(),
        latency ? "ms" : "",
        told.values().stream().map(each -> (float) (each / unit)).toList(),
        told.limit().orElse(null));
  }

  private static int labels(String series) {
    return series.indexOf('{') < 0 ? series.length() : series.indexOf('{');
  }

  /** Whether its limit is met within a day. */
  private static boolean isCritical(Told told) {
    return told.leftMicros().filter(left -> left < SOON).isPresent();
  }

  private static Map<String, Double> evidence(Told told) {
    Drift drift = told.drift();
    SenSlope line = drift.test().line();
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("slopePerHour", line.slope() * HOUR / told.stepMicros());
    evidence.put("slopePerHourLow", line.low() * HOUR / told.stepMicros());
    evidence.put("slopePerHourHigh", line.high() * HOUR / told.stepMicros());
    evidence.put("level", drift.lastLevel());
    evidence.put("pValue", drift.test().test().pValue());
    evidence.put("seconds", (double) told.spanMicros() / RunDetectors.SECOND);
    drift
        .growth()
        .ifPresent(
            share -> {
              evidence.put("growth", share.value());
              evidence.put("growthLow", share.low());
              evidence.put("growthHigh", share.high());
            });
    told.leftMicros().ifPresent(left -> evidence.put("hoursToLimit", left / HOUR));
    told.earliestMicros().ifPresent(left -> evidence.put("hoursToLimitEarliest", left / HOUR));
    return evidence;
  }

  private static String title(Told told, String source, String metric) {
    Drift drift = told.drift();
    double from = drift.test().line().intercept();
    boolean latency = source.equals("*");
    String what =
        latency
            ? "The %s of all operations".formatted(metric)
            : "%s of %s".formatted(metric, source);
    String text =
        "%s grew from %s to %s in %s"
            .formatted(
                what,
                latency ? Figures.millis(from) : Figures.ofMetric(metric, from),
                latency
                    ? Figures.millis(drift.lastLevel())
                    : Figures.ofMetric(metric, drift.lastLevel()),
                Figures.span(told.spanMicros()));
    String growth =
        drift.growth().map(share -> " (+" + Figures.share(share.value()) + ")").orElse("");
    String left =
        told.leftMicros()
            .filter(Double::isFinite)
            .map(micros -> " and meets its limit in " + Figures.span(micros.longValue()))
            .orElse("");
    return text + growth + left;
  }
}
