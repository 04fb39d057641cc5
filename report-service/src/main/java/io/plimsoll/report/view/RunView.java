package io.plimsoll.report.view;

import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.Finding;
import io.plimsoll.schemas.KpiWindow;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SlaEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything known about one run. Thread-safe; what it hands out does not change any more. Avro
 * records that it hands out belong to everybody: do not write to them.
 */
public final class RunView {
  private static final int CHANGES_KEPT = 8_192;
  private static final int SLA_EVENTS_KEPT = 2_000;
  private static final int FINDINGS_KEPT = 2_000;

  private final String id;
  private final ChangeLog<Change> changes = new ChangeLog<>(CHANGES_KEPT);
  private final Windows<String, KpiCell> kpis;
  private final Windows<ResourceName, ResourceCell> resources;
  private final Map<String, AgentLedger> ledgers = new TreeMap<>();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Deque<SlaEvent> slaEvents = new ArrayDeque<>();
  private Optional<RunRecord> record = Optional.empty();
  private Optional<RunSummary> summary = Optional.empty();
  private long closedThroughMicros = Long.MIN_VALUE;

  RunView(String id, Retention retention) {
    this.id = id;
    this.kpis = new Windows<>(retention);
    this.resources = new Windows<>(retention);
  }

  public String id() {
    return id;
  }

  synchronized void put(RunRecord newer) {
    record = Optional.of(newer);
    changes.add(new Change.Run());
  }

  synchronized void put(RunSummary newer) {
    summary = Optional.of(newer);
    changes.add(new Change.Summary());
  }

  synchronized void put(AgentLedger newer) {
    ledgers.put(newer.getAgentId(), newer);
  }

  synchronized void put(Finding newer) {
    findings.put(newer.getFindingId(), newer);
    if (findings.size() > FINDINGS_KEPT) {
      findings.remove(findings.keySet().iterator().next());
    }
    changes.add(new Change.Finding(newer.getFindingId()));
  }

  synchronized void put(SlaEvent event) {
    slaEvents.addLast(event);
    if (slaEvents.size() > SLA_EVENTS_KEPT) {
      slaEvents.removeFirst();
    }
    changes.add(new Change.Sla(event));
  }

  synchronized void put(KpiWindow window) {
    KpiCell cell = new KpiCell(window);
    kpis.put(window.getOperation(), cell);
    if (cell.closed()) {
      closedThroughMicros = Math.max(closedThroughMicros, cell.endMicros());
    }
    if (cell.width() == Width.SECOND) {
      changes.add(new Change.Kpi(window.getOperation(), cell.startMicros()));
    }
  }

  synchronized void put(ResourceWindow window) {
    ResourceName name = new ResourceName(window.getSource(), window.getMetric());
    ResourceCell cell = ResourceCell.of(window);
    resources.put(name, cell);
    if (cell.width() == Width.SECOND) {
      changes.add(new Change.Resource(name, cell.startMicros()));
    }
  }

  synchronized void drop(Width width) {
    kpis.drop(width);
    resources.drop(width);
  }

  synchronized void dropOlderHalf(Width width) {
    kpis.dropOlderHalf(width);
    resources.dropOlderHalf(width);
  }

  synchronized long bytes() {
    return kpis.bytes() + resources.bytes();
  }

  public ChangeLog<Change> changes() {
    return changes;
  }

  public synchronized Optional<RunRecord> record() {
    return record;
  }

  public synchronized Optional<RunSummary> summary() {
    return summary;
  }

  public synchronized List<AgentLedger> ledgers() {
    return List.copyOf(ledgers.values());
  }

  public synchronized List<Finding> findings() {
    return List.copyOf(findings.values());
  }

  public synchronized Optional<Finding> finding(String findingId) {
    return Optional.ofNullable(findings.get(findingId));
  }

  /** In the order they were written. */
  public synchronized List<SlaEvent> slaEvents() {
    return List.copyOf(slaEvents);
  }

  /** Operations that have windows, in order of their name. */
  public synchronized Set<String> operations() {
    return kpis.names();
  }

  /** Metrics that have windows, in order of source and name. */
  public synchronized Set<ResourceName> resourceNames() {
    return resources.names();
  }

  /** KPI windows of an operation that start within [from, to), by start. */
  public synchronized List<KpiCell> kpis(String operation, Width width, long from, long to) {
    return kpis.range(operation, width, from, to);
  }

  /** Resource windows of a metric that start within [from, to), by start. */
  public synchronized List<ResourceCell> resources(
      ResourceName name, Width width, long from, long to) {
    return resources.range(name, width, from, to);
  }

  /** KPI windows of this width that started earlier are no longer kept. */
  public synchronized long kpiHorizonMicros(Width width) {
    return kpis.horizonMicros(width);
  }

  /** Whether all KPI windows of this width are still kept, as far as coarser ones tell. */
  public synchronized boolean kpisAreWhole(Width width) {
    return kpis.isWhole(width);
  }

  /** Resource windows of this width that started earlier are no longer kept. */
  public synchronized long resourceHorizonMicros(Width width) {
    return resources.horizonMicros(width);
  }

  /** The time that the KPI windows span, when there are any. */
  public synchronized Optional<Span> kpiSpan() {
    return span(kpis);
  }

  /** The time that the resource windows span, when there are any. */
  public synchronized Optional<Span> resourceSpan() {
    return span(resources);
  }

  private static Optional<Span> span(Windows<?, ?> windows) {
    long first = windows.firstMicros();
    return first == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new Span(first, windows.endMicros()));
  }

  /** Windows that end by then are final. */
  public synchronized long closedThroughMicros() {
    return summary.filter(RunSummary::getClosed).isPresent() ? Long.MAX_VALUE : closedThroughMicros;
  }

  /**
   * A stretch of event time.
   *
   * @param fromMicros its start
   * @param toMicros its end, exclusive
   */
  public record Span(long fromMicros, long toMicros) {}
}
