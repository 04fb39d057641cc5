package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import oshi.hardware.HardwareAbstractionLayer;

/** Reads the network interfaces but loopback. For one thread. */
interface Networks {
  void read(Reading reading, Counters counters);

  /** From the kernel's own table where there is one. */
  static Networks of(Path proc, HardwareAbstractionLayer hardware) {
    return Files.isReadable(proc.resolve("net/dev"))
        ? new LinuxNetworks(proc)
        : new OshiNetworks(hardware);
  }
}
