package io.plimsoll.benchmarks.pipeline;

import io.plimsoll.benchmarks.data.DataSet;
import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;

/**
 * kill −9 in the middle of the data, restart at once.
 *
 * @param toFirstRecord seconds from the restart of the process to its first record
 * @param toSummary seconds from the restart to the closed summary, which balanced
 */
record RestartTime(double toFirstRecord, double toSummary) {

  static RestartTime measure(Lab lab, DataSet data, long records)
      throws IOException, InterruptedException {
    String application = lab.newApplication();
    try {
      try (ChildJvm first = lab.start(Subject.PLIMSOLL, data, 1, records / 2, application)) {
        first.await("folded", Lab.LONG);
        first.kill();
      }
      // What it had committed is not read again: any record will do.
      try (ChildJvm second = lab.start(Subject.PLIMSOLL, data, 1, 1, application)) {
        second.await("first", Lab.LONG);
        double toFirst = (System.nanoTime() - second.startedNanos()) / 1e9;
        second.await("analysed", Lab.LONG);
        return new RestartTime(toFirst, (System.nanoTime() - second.startedNanos()) / 1e9);
      }
    } finally {
      lab.forget(data);
    }
  }
}
