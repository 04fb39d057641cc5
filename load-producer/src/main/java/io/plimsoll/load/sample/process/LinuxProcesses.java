package io.plimsoll.load.sample.process;

import io.plimsoll.load.sample.ProcFile;
import io.plimsoll.load.sample.ProcText;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Processes from /proc, a few files each: a tenth of what asking for everything costs. Context
 * switches are kept per thread there; they are added up every ten seconds only.
 */
final class LinuxProcesses implements ProcessReader {
  /** The unit of times in /proc/PID/stat is 1/100 s for programs, whatever the kernel uses. */
  private static final double TICKS_PER_SECOND = 100;

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
    private final ProcFile stat;
    private final ProcFile status;
    private final ProcFile io;
    private final SwitchRate switches = new SwitchRate();

    Files(Path directory) {
      this.directory = directory;
      this.stat = new ProcFile(directory.resolve("stat"));
      this.status = new ProcFile(directory.resolve("status"));
      this.io = new ProcFile(directory.resolve("io"));
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
    Optional<String> stat = files.stat.read();
    Optional<String> status = files.status.read();
    if (stat.isEmpty() || status.isEmpty()) {
      files.close();
      known.remove(pid);
      return Optional.empty();
    }
    // The name stands in parentheses and may hold anything, parentheses too.
    String text = stat.get();
    List<String> words = ProcText.words(text.substring(text.lastIndexOf(')') + 1));
    if (words.size() < 20 || words.get(0).equals("Z")) {
      return Optional.empty();
    }
    String started = words.get(19);
    double cpuTicks = number(words.get(11)) + number(words.get(12));
    String io = files.io.read().orElse("");
    return Optional.of(
        new ProcessFigures(
            pid + " " + started,
            cpuTicks / TICKS_PER_SECOND,
            ProcText.value(status.get(), "VmRSS:").orElse(0) * 1024,
            (int) number(words.get(17)),
            descriptors(files.directory),
            files.switches.perSecond(nanos, () -> countSwitches(files.directory.resolve("task"))),
            known(ProcText.value(io, "read_bytes:")),
            known(ProcText.value(io, "write_bytes:")),
            seconds(System.nanoTime()) - bootSeconds - number(started) / TICKS_PER_SECOND));
  }

  private static double number(String word) {
    return (double) ProcText.parsed(word).orElse(0);
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

  private static OptionalDouble known(OptionalLong value) {
    return value.isPresent()
        ? OptionalDouble.of((double) value.getAsLong())
        : OptionalDouble.empty();
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }
}
