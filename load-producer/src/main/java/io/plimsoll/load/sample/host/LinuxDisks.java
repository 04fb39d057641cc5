package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.ProcWords;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.schemas.metric.HostMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whole disks from /proc/diskstats; its fields are in the kernel's
 * Documentation/admin-guide/iostats.rst. Partitions, loop devices and disks that were never used
 * are left out.
 */
final class LinuxDisks implements Disks {
  private static final int FIELDS = 11;

  private final ProcWords table;
  private final Path blocks;
  private final Map<String, Optional<LinuxDisk>> known = new HashMap<>();
  private final double[] fields = new double[FIELDS];

  /**
   * @param blocks directory with one entry per whole disk
   */
  LinuxDisks(Path proc, Path blocks) {
    this.table = ProcWords.ofList(proc.resolve("diskstats"));
    this.blocks = blocks;
  }

  @Override
  public void read(Reading reading, Counters counters) {
    if (!table.read()) {
      return;
    }
    double busiest = -1;
    while (table.hasMore()) {
      table.skip(2); // numbers of the device
      Optional<LinuxDisk> disk =
          known.computeIfAbsent(table.word(), name -> ofName(name, counters));
      if (disk.isPresent() && fields()) {
        busiest = Math.max(busiest, disk.get().read(fields, reading, counters));
      }
      table.nextLine();
    }
    if (busiest >= 0) {
      reading.put(HostMetrics.DISK_BUSY_RATIO, busiest);
    }
  }

  private Optional<LinuxDisk> ofName(String name, Counters counters) {
    boolean whole =
        !name.isEmpty()
            && !name.startsWith("loop")
            && !name.startsWith("ram")
            && Files.exists(blocks.resolve(name.replace('/', '!')));
    return whole ? Optional.of(new LinuxDisk(name, counters)) : Optional.empty();
  }

  /** Takes the fields of this line; false when the disk was never used. */
  private boolean fields() {
    for (int i = 0; i < FIELDS; i++) {
      fields[i] = table.number();
    }
    return fields[LinuxDisk.READS] > 0 || fields[LinuxDisk.WRITES] > 0;
  }
}
