package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Counters.Counter;
import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** One disk. For one thread. */
final class LinuxDisk {
  /** Places of fields behind the name of a disk in /proc/diskstats. */
  static final int READS = 0;

  private static final int SECTORS_READ = 2;
  private static final int READ_MILLIS = 3;
  static final int WRITES = 4;
  private static final int SECTORS_WRITTEN = 6;
  private static final int WRITE_MILLIS = 7;
  private static final int BUSY_MILLIS = 9;
  private static final int QUEUED_MILLIS = 10;
  private static final int SECTOR_BYTES = 512;

  private final Counter[] counters;
  private final String busy;
  private final String queue;
  private final String readRate;
  private final String writeRate;
  private final String readMillis;
  private final String writeMillis;

  LinuxDisk(String device, Counters of) {
    this.counters =
        IntStream.rangeClosed(0, QUEUED_MILLIS)
            .mapToObj(field -> of.counter("disk " + device + " " + field))
            .toArray(Counter[]::new);
    this.busy = MetricName.of(HostMetrics.DISK_BUSY_RATIO, "device", device);
    this.queue = MetricName.of(HostMetrics.DISK_QUEUE, "device", device);
    this.readRate = MetricName.of(HostMetrics.DISK_READ_BYTES_PER_SECOND, "device", device);
    this.writeRate = MetricName.of(HostMetrics.DISK_WRITE_BYTES_PER_SECOND, "device", device);
    this.readMillis = MetricName.of(HostMetrics.DISK_READ_MILLIS, "device", device);
    this.writeMillis = MetricName.of(HostMetrics.DISK_WRITE_MILLIS, "device", device);
  }

  /** Returns the share of time it was busy, or -1 when that is not known yet. */
  double read(double[] fields, Reading reading, Counters of) {
    double read = more(SECTORS_READ, fields, of);
    double written = more(SECTORS_WRITTEN, fields, of);
    double reads = more(READS, fields, of);
    double readFor = more(READ_MILLIS, fields, of);
    double writes = more(WRITES, fields, of);
    double writtenFor = more(WRITE_MILLIS, fields, of);
    double queued = more(QUEUED_MILLIS, fields, of);
    OptionalDouble busyMillis = of.increase(counters[BUSY_MILLIS], fields[BUSY_MILLIS]);
    if (busyMillis.isEmpty()) {
      return -1;
    }
    double seconds = of.seconds();
    double share = Math.min(1, busyMillis.getAsDouble() / 1000 / seconds);
    reading.put(busy, share);
    reading.put(queue, queued / 1000 / seconds);
    reading.put(readRate, read * SECTOR_BYTES / seconds);
    reading.put(writeRate, written * SECTOR_BYTES / seconds);
    reading.ratio(readMillis, readFor, reads);
    reading.ratio(writeMillis, writtenFor, writes);
    return share;
  }

  private double more(int field, double[] fields, Counters of) {
    return of.increase(counters[field], fields[field]).orElse(0);
  }
}
