package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.util.List;
import java.util.OptionalDouble;
import oshi.hardware.HWDiskStore;

/** Disks as OSHI tells of them: throughput and utilisation. */
final class OshiDisks implements Disks {
  private final List<HWDiskStore> stores;

  OshiDisks(List<HWDiskStore> stores) {
    this.stores = List.copyOf(stores);
  }

  @Override
  public void read(Reading reading, Counters counters) {
    double busiest = 0;
    for (HWDiskStore each : stores) {
      each.updateAttributes();
      String name = each.getName();
      rate(reading, counters, HostMetrics.DISK_READ_BYTES_PER_SECOND, name, each.getReadBytes());
      rate(reading, counters, HostMetrics.DISK_WRITE_BYTES_PER_SECOND, name, each.getWriteBytes());
      OptionalDouble millis =
          counters.increase("disk_busy_millis " + name, (double) each.getTransferTime());
      if (millis.isPresent()) {
        double ratio = Math.min(1, millis.getAsDouble() / 1000 / counters.seconds());
        reading.put(HostMetrics.DISK_BUSY_RATIO, "device", name, ratio);
        busiest = Math.max(busiest, ratio);
      }
    }
    if (!stores.isEmpty()) {
      reading.put(HostMetrics.DISK_BUSY_RATIO, busiest);
    }
  }

  private static void rate(
      Reading reading, Counters counters, String metric, String device, long bytes) {
    counters.rate(reading, MetricName.of(metric, "device", device), (double) bytes);
  }
}
