package io.plimsoll.load.sample.process;

import io.plimsoll.load.sample.ProcText;
import io.plimsoll.load.sample.ProcWords;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Processes from /proc, a few files each: a tenth of what asking for everything costs. Context
 * switches are kept per thread there; they are added up every ten seconds only.
 */
final class LinuxProcesses implements ProcessReader {
  /** The unit of times in /proc/PID/stat is 1/100 s for programs, whatever the kernel uses. */
  private static final double TICKS_PER_SECOND = 100;

  private static final byte[] ZOMBIE = ProcWords.bytes("Z");
  private static final byte[] RESIDENT = ProcWords.bytes("VmRSS:");
  private static final byte[] READ = ProcWords.bytes("read_bytes:");
  private static final byte[] WRITTEN = ProcWords.bytes("write_bytes:");

  private final Path proc;
  private final long memoryBytes;
  private final double bootSeconds;
  private final Map<Long, Files> known = new HashMap<>();

  LinuxProcesses(Path proc) {
    this.proc = proc;
    String info = ProcText.read(proc.resolve("meminfo")).orElse("");
    this.memoryBytes = ProcText.value(info, "MemTotal:").orElse(0) * 1024;
    this.bootSeconds = seconds(System.nanoTime()) - uptime();
  }

  private static double seconds(long nanos) {
    return (double) nanos / 1e9;
  }

  /** The files of one process, which stay open. */
  private static final class Files {
    private final Path directory;
    private final ProcWords stat;
    private final ProcWords status;
    private final ProcWords io;
    private final SwitchRate switches = new SwitchRate();

    Files(Path directory) {
      this.directory = directory;
      this.stat = ProcWords.ofRecord(directory.resolve("stat"));
      this.status = ProcWords.ofRecord(directory.resolve("status"));
      this.io = ProcWords.ofRecord(directory.resolve("io"));
    }

    void close() {
      stat.close();
      status.close();
      io.close();
    }
  }

  @Override
  public Optional<ProcessFigures> read(long pid, long nanos) {
    Files files = known.computeIfAbsent(pid, any -> new Files(proc.resolve(Long.toString(any))));
    if (!files.stat.read() || !files.status.read()) {
      files.close();
      known.remove(pid);
      return Optional.empty();
    }
    ProcWords stat = files.stat;
    stat.behindLast(')'); // the name stands in parentheses and may hold anything, those too
    stat.toWord();
    if (stat.takes(ZOMBIE)) {
      return Optional.empty();
    }
    stat.skip(11);
    double cpuTicks = stat.number() + stat.number();
    stat.skip(4);
    double threads = stat.number();
    stat.skip(1);
    double started = stat.number();
    if (Double.isNaN(started)) {
      return Optional.empty();
    }
    boolean counted = files.io.read();
    return Optional.of(
        new ProcessFigures(
            pid + " " + (long) started,
            cpuTicks / TICKS_PER_SECOND,
            (long) (files.status.numberAt(RESIDENT).orElse(0) * 1024),
            (int) threads,
            descriptors(files.directory),
            files.switches.perSecond(nanos, () -> countSwitches(files.directory.resolve("task"))),
            counted ? files.io.numberAt(READ) : OptionalDouble.empty(),
            counted ? files.io.numberAt(WRITTEN) : OptionalDouble.empty(),
            seconds(System.nanoTime()) - bootSeconds - started / TICKS_PER_SECOND));
  }

  private double uptime() {
    String text = ProcText.read(proc.resolve("uptime")).orElse("0 0");
    return Double.parseDouble(text.substring(0, text.indexOf(' ')));
  }

  /** Since Linux 6.2 the size of the directory is their number; before, they must be listed. */
  private static OptionalDouble descriptors(Path directory) {
    File open = directory.resolve("fd").toFile();
    if (!open.canRead()) {
      return OptionalDouble.empty();
    }
    if (open.length() > 0) {
      return OptionalDouble.of((double) open.length());
    }
    String[] names = open.list();
    return names == null ? OptionalDouble.empty() : OptionalDouble.of(names.length);
  }

  private static OptionalDouble countSwitches(Path tasks) {
    String[] names = tasks.toFile().list();
    if (names == null) {
      return OptionalDouble.empty();
    }
    double total = 0;
    for (String task : names) {
      String status = ProcText.read(tasks.resolve(task).resolve("status")).orElse("");
      total += (double) ProcText.value(status, "voluntary_ctxt_switches:").orElse(0);
      total += (double) ProcText.value(status, "nonvoluntary_ctxt_switches:").orElse(0);
    }
    return OptionalDouble.of(total);
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }
}
