package io.plimsoll.report.alert;

import io.plimsoll.schemas.RunRecord;
import java.time.Instant;
import java.util.Optional;

/** What is known of the runs that alerts are about. Thread-safe. */
public interface RunDirectory {
  /** The run's record; empty while it has not been read yet. */
  Optional<RunRecord> record(String runId);

  /** When the last outcome of the run ended, once its analysis is closed; empty before. */
  Optional<Instant> overAt(String runId);

  /** Whether what was known at the start of the service has been read. */
  boolean caughtUp();
}
