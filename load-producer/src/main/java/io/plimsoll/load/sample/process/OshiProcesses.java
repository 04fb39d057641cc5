package io.plimsoll.load.sample.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Processes as OSHI tells of them, for systems without /proc. */
final class OshiProcesses implements ProcessReader {
  private final OperatingSystem system;
  private final long memoryBytes;
  private final Map<Long, SwitchRate> switches = new HashMap<>();

  OshiProcesses() {
    SystemInfo info = new SystemInfo();
    this.system = info.getOperatingSystem();
    this.memoryBytes = info.getHardware().getMemory().getTotal();
  }

  @Override
  public Optional<ProcessFigures> read(long pid, long nanos) {
    return Optional.ofNullable(system.getProcess((int) pid)).map(found -> figures(found, nanos));
  }

  private ProcessFigures figures(OSProcess process, long nanos) {
    double cpuMillis = (double) (process.getUserTime() + process.getKernelTime());
    return new ProcessFigures(
        process.getProcessID() + " " + process.getStartTime(),
        cpuMillis / 1000,
        process.getResidentSetSize(),
        process.getThreadCount(),
        known(process.getOpenFiles()),
        switches
            .computeIfAbsent((long) process.getProcessID(), any -> new SwitchRate())
            .perSecond(nanos, () -> known(process.getContextSwitches())),
        known(process.getBytesRead()),
        known(process.getBytesWritten()),
        (double) process.getUpTime() / 1000);
  }

  private static OptionalDouble known(long value) {
    return value < 0 ? OptionalDouble.empty() : OptionalDouble.of((double) value);
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }
}
