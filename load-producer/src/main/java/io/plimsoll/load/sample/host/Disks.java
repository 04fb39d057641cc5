package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import oshi.hardware.HardwareAbstractionLayer;

/** Reads the disks of the machine. For one thread. */
interface Disks {
  void read(Reading reading, Counters counters);

  /** From the kernel's own file where there is one: it knows the time of each request. */
  static Disks of(Path proc, HardwareAbstractionLayer hardware) {
    return Files.isReadable(proc.resolve("diskstats"))
        ? new LinuxDisks(proc, Path.of("/sys/block"))
        : new OshiDisks(hardware.getDiskStores());
  }
}
