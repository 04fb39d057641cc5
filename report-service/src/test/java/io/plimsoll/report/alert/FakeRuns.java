package io.plimsoll.report.alert;

import io.plimsoll.schemas.RunRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs as a test tells of them. */
final class FakeRuns implements RunDirectory {
  final Map<String, RunRecord> records = new HashMap<>();
  final Map<String, Instant> over = new HashMap<>();
  boolean caughtUp = true;

  FakeRuns knowing(String... runIds) {
    for (String id : runIds) {
      records.put(id, SampleEvents.run(id, "load of " + id));
    }
    return this;
  }

  @Override
  public Optional<RunRecord> record(String runId) {
    return Optional.ofNullable(records.get(runId));
  }

  @Override
  public Optional<Instant> overAt(String runId) {
    return Optional.ofNullable(over.get(runId));
  }

  @Override
  public boolean caughtUp() {
    return caughtUp;
  }
}
