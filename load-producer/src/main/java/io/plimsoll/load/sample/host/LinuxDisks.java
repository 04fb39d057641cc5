package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.MetricName;
import io.plimsoll.load.sample.ProcText;
import io.plimsoll.load.sample.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Whole disks from /proc/diskstats; its fields are in the kernel's
 * Documentation/admin-guide/iostats.rst. Partitions, loop devices and disks that were never used
 * are left out.
 */
final class LinuxDisks implements Disks {
  private static final int SECTOR_BYTES = 512;

  private final Path file;
  private final Path blocks;
  private final Map<String, Boolean> whole = new HashMap<>();

  /**
   * @param blocks directory with one entry per whole disk
   */
  LinuxDisks(Path proc, Path blocks) {
    this.file = proc.resolve("diskstats");
    this.blocks = blocks;
  }

  @Override
  public void read(Reading reading, Counters counters) {
    double busiest = -1;
    for (String line : ProcText.read(file).orElse("").split("\n", -1)) {
      List<String> words = ProcText.words(line);
      if (words.size() >= 14 && used(words) && isWhole(words.get(2))) {
        busiest = Math.max(busiest, disk(words, reading, counters));
      }
    }
    if (busiest >= 0) {
      reading.put("disk_busy_ratio", busiest);
    }
  }

  private static boolean used(List<String> words) {
    return !words.get(3).equals("0") || !words.get(7).equals("0");
  }

  private boolean isWhole(String device) {
    return whole.computeIfAbsent(
        device,
        name ->
            !name.startsWith("loop")
                && !name.startsWith("ram")
                && Files.exists(blocks.resolve(name.replace('/', '!'))));
  }

  /** Returns the share of time it was busy, or -1 when that is not known yet. */
  private static double disk(List<String> words, Reading reading, Counters counters) {
    String device = words.get(2);
    Increase of = new Increase(words, counters, device);
    OptionalDouble read = of.increase("sectors read", 5);
    OptionalDouble written = of.increase("sectors written", 9);
    OptionalDouble reads = of.increase("reads", 3);
    OptionalDouble readMillis = of.increase("read millis", 6);
    OptionalDouble writes = of.increase("writes", 7);
    OptionalDouble writeMillis = of.increase("write millis", 10);
    OptionalDouble busyMillis = of.increase("busy millis", 12);
    OptionalDouble queuedMillis = of.increase("queued millis", 13);
    if (busyMillis.isEmpty()) {
      return -1;
    }
    double seconds = counters.seconds();
    double busy = Math.min(1, busyMillis.getAsDouble() / 1000 / seconds);
    reading.put("disk_busy_ratio", "device", device, busy);
    reading.put("disk_queue", "device", device, queuedMillis.orElse(0) / 1000 / seconds);
    reading.put(
        "disk_read_bytes_per_second", "device", device, read.orElse(0) * SECTOR_BYTES / seconds);
    reading.put(
        "disk_write_bytes_per_second",
        "device",
        device,
        written.orElse(0) * SECTOR_BYTES / seconds);
    mean(reading, "disk_read_millis", device, readMillis, reads);
    mean(reading, "disk_write_millis", device, writeMillis, writes);
    return busy;
  }

  private static void mean(
      Reading reading, String metric, String device, OptionalDouble millis, OptionalDouble count) {
    reading.ratio(MetricName.of(metric, "device", device), millis.orElse(0), count.orElse(0));
  }

  /** The counters of one line. */
  private record Increase(List<String> words, Counters counters, String device) {
    OptionalDouble increase(String what, int word) {
      return counters.increase(
          "disk " + device + " " + what, (double) ProcText.parsed(words.get(word)).orElse(0));
    }
  }
}
