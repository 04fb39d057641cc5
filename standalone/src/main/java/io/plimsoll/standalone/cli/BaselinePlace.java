package io.plimsoll.standalone.cli;

import io.plimsoll.report.compare.BaselineWriter;
import io.plimsoll.report.query.Reports;
import io.plimsoll.schemas.Baseline;
import picocli.CommandLine.Mixin;

/**
 * Where baselines are kept: the Kafka that was named, the {@code plimsoll serve} of the data
 * directory, or the directory itself.
 */
final class BaselinePlace {
  @Mixin private ClusterOptions cluster;
  @Mixin private DataOption data;

  /** Makes a baseline of what the runs say. */
  interface Making {
    Baseline from(Reports reports) throws InterruptedException;
  }

  /** Writes it and waits until it is there. */
  Baseline write(Making making) throws InterruptedException {
    try (RunPlace place = RunPlace.forReading(cluster, data)) {
      Baseline baseline = making.from(place.reports());
      new BaselineWriter(place.cluster()).write(baseline);
      return baseline;
    }
  }
}
