package io.plimsoll.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of one generator: what it cost, in its steady part, by the operating system and by the
 * target's own count.
 *
 * @param requests answered in the steady part
 * @param steadySeconds how long that was
 * @param cpu of the generator's process in that part
 * @param output what it has printed
 */
record Round(
    String generator, long requests, double steadySeconds, CpuTime cpu, @JsonIgnore String output) {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final long FLOWING = 1_000;

  static Round run(
      Generator generator, NginxTarget target, Path directory, Duration warmUp, Duration steady)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path log = directory.resolve("output.log");
    Duration length = warmUp.plus(steady).plusSeconds(generator.endsByItself() ? 1 : 30);
    long before = target.requests();
    Process process =
        Pinned.start(Pinned.GENERATOR_CORE, log, generator.command(target, directory, length));
    try {
      awaitFlow(process, target, before, log);
      park(warmUp);
      long requests = target.requests();
      CpuTime cpu = CpuTime.of(process.pid());
      long from = System.nanoTime();
      park(steady);
      long more = target.requests() - requests;
      CpuTime used = CpuTime.of(process.pid()).minus(cpu);
      double took = (System.nanoTime() - from) / 1e9;
      if (generator.endsByItself() && !process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(generator.name() + " did not end; see " + log);
      }
      return new Round(generator.name(), more, took, used, Files.readString(log));
    } finally {
      Pinned.end(process);
    }
  }

  private static void awaitFlow(Process process, NginxTarget target, long before, Path log)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (target.requests() - before < FLOWING) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("no load came; output: " + Files.readString(log));
      }
      park(Duration.ofMillis(100));
    }
  }

  private static void park(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  double cpuPerMillion() {
    return cpu.seconds() / requests * 1e6;
  }

  double userPerMillion() {
    return cpu.userSeconds() / requests * 1e6;
  }

  double requestsPerSecond() {
    return requests / steadySeconds;
  }

  /** A number the generator has printed as {@code figure NAME=VALUE}. */
  double figure(String name) {
    String mark = "figure " + name + "=";
    return output
        .lines()
        .filter(line -> line.startsWith(mark))
        .mapToDouble(line -> Double.parseDouble(line.substring(mark.length())))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(generator + " did not print " + name + ": " + output));
  }
}
