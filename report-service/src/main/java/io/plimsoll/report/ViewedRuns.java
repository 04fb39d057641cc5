package io.plimsoll.report;

import io.plimsoll.report.alert.RunDirectory;
import io.plimsoll.report.query.Times;
import io.plimsoll.report.view.RunView;
import io.plimsoll.report.view.Views;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunSummary;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the views know of the runs. */
record ViewedRuns(Views views, BooleanSupplier read) implements RunDirectory {
  @Override
  public Optional<RunRecord> record(String runId) {
    return views.run(runId).flatMap(RunView::record);
  }

  @Override
  public Optional<Instant> overAt(String runId) {
    return views
        .run(runId)
        .flatMap(RunView::summary)
        .filter(RunSummary::getClosed)
        .map(summary -> Times.instant(summary.getLastEndMicros()));
  }

  @Override
  public boolean caughtUp() {
    return read.getAsBoolean();
  }
}
