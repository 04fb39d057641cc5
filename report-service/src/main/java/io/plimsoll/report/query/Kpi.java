package io.plimsoll.report.query;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * KPIs of one operation in one window [start, start + width).
 *
 * @param operation the operation; {@code *} for all together
 * @param start start of the window
 * @param widthMillis its width
 * @param closed it will not change any more
 * @param count outcomes in it
 * @param errors outcomes that were no success
 * @param errorRate errors ÷ count; 0 when nothing happened
 * @param errorsByKind errors per kind of outcome
 * @param throughputPerSecond count ÷ width
 * @param bytesSent bytes sent
 * @param bytesReceived bytes received
 * @param service service time (end − start), when there was any
 * @param response response time (end − intended start), when there was any
 * @param resources what was sampled in the same window of event time, when anything was
 */
public record Kpi(
    String operation,
    Instant start,
    long widthMillis,
    boolean closed,
    long count,
    long errors,
    double errorRate,
    Map<String, Long> errorsByKind,
    double throughputPerSecond,
    long bytesSent,
    long bytesReceived,
    Optional<Latency> service,
    Optional<Latency> response,
    Optional<KpiResources> resources) {
  public Kpi {
    errorsByKind = Map.copyOf(errorsByKind);
  }

  /** The same, still to be corrected. */
  Kpi open() {
    return new Kpi(
        operation,
        start,
        widthMillis,
        false,
        count,
        errors,
        errorRate,
        errorsByKind,
        throughputPerSecond,
        bytesSent,
        bytesReceived,
        service,
        response,
        resources);
  }

  /** The same beside what the machines and the users did meanwhile. */
  Kpi beside(Optional<KpiResources> meanwhile) {
    return new Kpi(
        operation,
        start,
        widthMillis,
        closed,
        count,
        errors,
        errorRate,
        errorsByKind,
        throughputPerSecond,
        bytesSent,
        bytesReceived,
        service,
        response,
        meanwhile);
  }
}
