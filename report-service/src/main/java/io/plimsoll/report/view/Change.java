package io.plimsoll.report.view;

import io.plimsoll.schemas.SlaEvent;

/** What has changed in a run; says what to look at, not what it is now. */
public sealed interface Change {
  /** The run itself: status, reason, warnings. */
  record Run() implements Change {}

  /** Its totals. */
  record Summary() implements Change {}

  /** A KPI window of 1 s. */
  record Kpi(String operation, long startMicros) implements Change {}

  /** A resource window of 1 s. */
  record Resource(ResourceName name, long startMicros) implements Change {}

  /** A finding. */
  record Finding(String findingId) implements Change {}

  /** A rule entered another state. */
  record Sla(SlaEvent event) implements Change {}
}
