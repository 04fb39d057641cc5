package io.plimsoll.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * What the operating system and the JVM say of another process. Resident memory needs Linux.
 *
 * @param pid the process
 */
public record ProcessProbe(long pid) {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** G1's heap is one line, that of the serial and the parallel collector has two parts. */
  private static final Pattern HEAP_USED =
      Pattern.compile(
          "(?m)^\\s*(?:garbage-first heap|def new generation|tenured generation|PSYoungGen|ParOldGen)"
              + "\\b.*?used (\\d+)K");

  /** Resident memory; empty where /proc does not tell. */
  public OptionalLong residentBytes() {
    try {
      return kilobytes(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status")));
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }

  /** CPU time so far, user and system. */
  public Optional<Duration> cpu() {
    return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
  }

  /** Heap in use, garbage included; empty when the JVM does not answer. */
  public OptionalLong heapUsedBytes() throws InterruptedException {
    return ask("GC.heap_info").map(ProcessProbe::heapUsed).orElse(OptionalLong.empty());
  }

  /** Heap in use right after a full collection. */
  public OptionalLong heapLiveBytes() throws InterruptedException {
    return ask("GC.run").isEmpty() ? OptionalLong.empty() : heapUsedBytes();
  }

  /** Of what {@code jcmd PID GC.heap_info} prints; empty for another collector. */
  static OptionalLong heapUsed(String heapInfo) {
    long[] parts =
        HEAP_USED
            .matcher(heapInfo)
            .results()
            .mapToLong(each -> Long.parseLong(each.group(1)) * 1_024)
            .toArray();
    return parts.length == 0 ? OptionalLong.empty() : OptionalLong.of(LongStream.of(parts).sum());
  }

  private Optional<String> ask(String command) throws InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, String.valueOf(pid), command).redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(30, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty(); // a runtime without tools
    }
  }

  private static OptionalLong kilobytes(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find()
        ? OptionalLong.of(Long.parseLong(found.group(1)) * 1_024)
        : OptionalLong.empty();
  }
}
