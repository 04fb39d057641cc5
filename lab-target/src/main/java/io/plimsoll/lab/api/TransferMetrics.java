package io.plimsoll.lab.api;

import io.plimsoll.lab.metrics.Collector;
import io.plimsoll.lab.metrics.Exposition;
import io.plimsoll.lab.metrics.Histogram;

/** Sizes of uploads and downloads and the time of a submission, named as in S0 7.1 and S4. */
public final class TransferMetrics implements Collector {
  private final Histogram uploadBytes = Histogram.ofBytes();
  private final Histogram downloadBytes = Histogram.ofBytes();
  private final Histogram submitNanos = Histogram.ofNanos();

  Histogram uploadBytes() {
    return uploadBytes;
  }

  Histogram downloadBytes() {
    return downloadBytes;
  }

  Histogram submitNanos() {
    return submitNanos;
  }

  @Override
  public void collect(Exposition out) {
    write(out, "file_upload_size_bytes", "Size of uploaded files in bytes.", uploadBytes);
    write(out, "file_download_size_bytes", "Size of downloaded files in bytes.", downloadBytes);
    write(out, "task_submit_latency_seconds", "Time to accept a task in seconds.", submitNanos);
  }

  private static void write(Exposition out, String name, String help, Histogram histogram) {
    out.family(name, "histogram", help);
    histogram.write(out, name);
  }
}
