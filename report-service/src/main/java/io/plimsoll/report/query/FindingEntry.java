package io.plimsoll.report.query;

import io.plimsoll.schemas.Finding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something the analysis noticed.
 *
 * @param id stable while it opens, is updated and closes
 * @param kind ANOMALY, DRIFT, BOTTLENECK, CARDINALITY or GENERATOR
 * @param state OPEN, UPDATED or CLOSED
 * @param severity critical, warning or info
 * @param title one sentence
 * @param operation operation concerned
 * @param source resource concerned
 * @param metric metric concerned
 * @param from start of what was seen
 * @param to its end; empty while it lasts
 * @param confidence 0…1
 * @param evidence the numbers it rests on
 * @param chart the course of what it is about
 */
public record FindingEntry(
    String id,
    String kind,
    String state,
    String severity,
    String title,
    Optional<String> operation,
    Optional<String> source,
    Optional<String> metric,
    Instant from,
    Optional<Instant> to,
    double confidence,
    Map<String, Double> evidence,
    Optional<FindingCourse> chart) {
  public FindingEntry {
    evidence = Map.copyOf(evidence);
  }

  static FindingEntry of(Finding finding) {
    return new FindingEntry(
        finding.getFindingId(),
        finding.getKind().name(),
        finding.getState().name(),
        finding.getSeverity(),
        finding.getTitle(),
        Optional.ofNullable(finding.getOperation()),
        Optional.ofNullable(finding.getSource()),
        Optional.ofNullable(finding.getMetric()),
        Times.instant(finding.getFromMicros()),
        Optional.ofNullable(finding.getToMicros()).map(Times::instant),
        finding.getConfidence(),
        finding.getEvidence(),
        Optional.ofNullable(finding.getChart()).map(FindingCourse::of));
  }
}
