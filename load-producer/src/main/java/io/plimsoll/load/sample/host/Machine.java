package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import oshi.SystemInfo;

/** Reads processor, memory and open descriptors of the machine. For one thread. */
interface Machine {
  void read(Reading reading, Counters counters);

  /** From the kernel's own files where they are, which costs a tenth of asking OSHI. */
  static Machine of(Path proc, SystemInfo system) {
    return Files.isReadable(proc.resolve("stat")) && Files.isReadable(proc.resolve("meminfo"))
        ? new LinuxMachine(proc)
        : new OshiMachine(system);
  }
}
