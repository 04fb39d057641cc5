package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.finding.FindingSink;
import io.plimsoll.analyzer.sla.SlaSink;
import io.plimsoll.schemas.RunSummary;

/** Receives what stage 2 has to tell at a commit. */
interface MergeOutput extends SlaSink, FindingSink {
  /** Where the windows of this run go. */
  WindowSink windows(String runId);

  void summary(RunSummary summary);
}
