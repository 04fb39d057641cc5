package io.plimsoll.load.sample.host;

import io.plimsoll.load.sample.Counters;
import io.plimsoll.load.sample.Probe;
import io.plimsoll.load.sample.Reading;
import io.plimsoll.load.sample.SampleTime;
import io.plimsoll.load.sample.SocketTables;
import java.nio.file.Path;
import oshi.SystemInfo;

/** Reads the machine: from /proc where there is one, else by OSHI. */
public final class HostProbe implements Probe {
  private static final Path PROC = Path.of("/proc");
  private static final long SLOW_NANOS = 9_500_000_000L;

  private final Counters counters = new Counters();
  private final Machine machine;
  private final Disks disks;
  private final Networks networks;
  private final FileSystems fileSystems;
  private final SocketStates sockets;
  private final HostPressure pressure = new HostPressure(PROC, counters);
  private long slowAtNanos;

  private HostProbe(SystemInfo system, SocketTables tables) {
    this.machine = Machine.of(PROC, system);
    this.disks = Disks.of(PROC, system.getHardware());
    this.networks = Networks.of(PROC, system.getHardware());
    this.fileSystems = new FileSystems(system.getOperatingSystem().getFileSystem());
    this.sockets = new SocketStates(tables);
  }

  /** Finds out what the machine has: takes about half a second of processor time. */
  public static HostProbe open(SocketTables tables) {
    return new HostProbe(new SystemInfo(), tables);
  }

  @Override
  public Reading read(SampleTime now) {
    Reading reading = new Reading();
    counters.begin(now.nanos());
    machine.read(reading, counters);
    disks.read(reading, counters);
    networks.read(reading, counters);
    pressure.read(reading, counters);
    if (slowAtNanos == 0 || now.nanos() - slowAtNanos > SLOW_NANOS) {
      slowAtNanos = now.nanos();
      fileSystems.read(reading);
    }
    sockets.read(reading, now.nanos());
    counters.keep();
    return reading;
  }
}
