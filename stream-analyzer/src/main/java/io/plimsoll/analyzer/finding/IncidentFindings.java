package io.plimsoll.analyzer.finding;

import io.plimsoll.analyzer.finding.Anomaly.Kind;
import io.plimsoll.analyzer.finding.Anomaly.Worst;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.FindingKind;
import io.plimsoll.schemas.FindingState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says what an incident is, in figures and in one sentence. */
final class IncidentFindings {
  private static final double MANY_ERRORS = 0.05;
  private static final double MUCH_SLOWER = 3;
  private static final int NAMED = 3;

  private IncidentFindings() {}

  static Finding of(String runId, Incident incident, FindingState state) {
    Finding finding = new Finding();
    finding.setRunId(runId);
    finding.setFindingId(
        "anomaly-%s-%d"
            .formatted(incident.kind().name().toLowerCase(Locale.ROOT), incident.number()));
    finding.setKind(FindingKind.ANOMALY);
    finding.setState(state);
    finding.setSeverity(isCritical(incident) ? "critical" : "warning");
    finding.setTitle(title(incident, state));
    finding.setOperation(incident.worstOperation());
    finding.setMetric(metric(incident));
    finding.setFromMicros(incident.fromMicros());
    finding.setToMicros(state == FindingState.CLOSED ? incident.untilMicros() : null);
    finding.setEvidence(evidence(incident));
    finding.setConfidence(Confidence.of(finding));
    return finding;
  }

  private static boolean isCritical(Incident incident) {
    return switch (incident.kind()) {
      case STALL -> true;
      case ERRORS -> incident.worst().observed() >= MANY_ERRORS;
      case LATENCY, THROUGHPUT ->
          incident.concernsAll() && incident.worst().factor() >= MUCH_SLOWER;
      case SPREAD -> false;
    };
  }

  private static String metric(Incident incident) {
    return switch (incident.kind()) {
      case STALL, THROUGHPUT -> "throughput";
      case ERRORS -> "error_rate";
      case LATENCY, SPREAD -> "service." + incident.worst().measure();
    };
  }

  private static Map<String, Double> evidence(Incident incident) {
    Worst worst = incident.worst();
    String unit =
        switch (incident.kind()) {
          case STALL, THROUGHPUT -> "PerSecond";
          case ERRORS -> "Share";
          case LATENCY, SPREAD -> "Millis";
        };
    boolean time = incident.kind() == Kind.LATENCY || incident.kind() == Kind.SPREAD;
    double per = time ? 1000 : 1;
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("observed" + unit, worst.observed() / per);
    evidence.put("expected" + unit, worst.expected() / per);
    evidence.put("deviations", worst.z());
    evidence.put("operations", (double) incident.operations().size());
    evidence.put("episodes", (double) incident.episodes());
    evidence.put("seconds", seconds(incident));
    evidence.put("latestAfterSeconds", incident.latestAfterSeconds());
    evidence.put("noticedAfterSeconds", incident.noticedAfterSeconds());
    return evidence;
  }

  private static double seconds(Incident incident) {
    return (incident.untilMicros() - incident.fromMicros()) / (double) RunDetectors.SECOND;
  }

  private static String title(Incident incident, FindingState state) {
    Worst worst = incident.worst();
    String of = name(incident.worstOperation());
    String what =
        switch (incident.kind()) {
          case STALL ->
              "Nothing was answered of %s where %s were usual"
                  .formatted(of, Figures.perSecond(worst.expected()));
          case ERRORS ->
              "%s of %s failed where %s were usual"
                  .formatted(Figures.share(worst.observed()), of, Figures.share(worst.expected()));
          case LATENCY ->
              "The %s of %s rose to %s, %s times the usual %s"
                  .formatted(
                      worst.measure(),
                      of,
                      Figures.millis(worst.observed()),
                      Figures.number(worst.factor()),
                      Figures.millis(worst.expected()));
          case SPREAD ->
              "The %s of %s swings by %s from second to second, %s times the usual, about a level that stays"
                  .formatted(
                      worst.measure(),
                      of,
                      Figures.millis(worst.observed()),
                      Figures.number(worst.factor()));
          case THROUGHPUT ->
              "Throughput of %s fell to %s where %s were expected"
                  .formatted(
                      of, Figures.perSecond(worst.observed()), Figures.perSecond(worst.expected()));
        };
    return what + others(incident) + lasting(incident, state);
  }

  private static String name(String operation) {
    return operation.equals("*") ? "all operations" : operation;
  }

  private static String others(Incident incident) {
    List<String> others =
        incident.operations().stream()
            .filter(each -> !each.equals(incident.worstOperation()) && !each.equals("*"))
            .toList();
    if (others.isEmpty()) {
      return "";
    }
    return others.size() <= NAMED
        ? "; so it was with " + String.join(", ", others)
        : "; so it was with %s and %d more"
            .formatted(String.join(", ", others.subList(0, NAMED)), others.size() - NAMED);
  }

  private static String lasting(Incident incident, FindingState state) {
    if (incident.episodes() > 1) {
      return ", %d times".formatted(incident.episodes());
    }
    if (incident.isLasting()) {
      return state == FindingState.CLOSED
          ? ", for " + Figures.span(incident.untilMicros() - incident.fromMicros())
          : " and stays there";
    }
    return state == FindingState.CLOSED
        ? ", for " + Figures.span(incident.untilMicros() - incident.fromMicros())
        : "";
  }
}
