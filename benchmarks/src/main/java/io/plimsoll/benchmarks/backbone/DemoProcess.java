package io.plimsoll.benchmarks.backbone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code plimsoll demo} as a user starts it, and what it prints. */
final class DemoProcess implements AutoCloseable {
  private static final String PAGE = "Live page: ";

  private final Process process;
  private final Instant startedAt;
  private final long startedNanos;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> page = new CompletableFuture<>();
  private final Thread reader = new Thread(this::read, "demo-output");

  private DemoProcess(Process process, Instant startedAt, long startedNanos) {
    this.process = process;
    this.startedAt = startedAt;
    this.startedNanos = startedNanos;
  }

  static DemoProcess start(Path root, String duration, Path out) throws IOException {
    Instant at = Instant.now();
    long nanos = System.nanoTime();
    Process process =
        new ProcessBuilder(
                root.resolve("plimsoll").toString(),
                "demo",
                "--scenario",
                "demo-open",
                "--duration",
                duration,
                "--http-port",
                "0",
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .start();
    DemoProcess demo = new DemoProcess(process, at, nanos);
    demo.reader.setDaemon(true);
    demo.reader.start();
    return demo;
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null) {
        lines.add(line);
        System.err.println("  " + line);
        if (line.startsWith(PAGE)) {
          page.complete(line.substring(PAGE.length()).strip());
        }
        line = output.readLine();
      }
    } catch (IOException e) {
      lines.add("output lost: " + e);
    }
    page.completeExceptionally(new IllegalStateException("plimsoll demo ended without a page"));
  }

  Process process() {
    return process;
  }

  Instant startedAt() {
    return startedAt;
  }

  long startedNanos() {
    return startedNanos;
  }

  /** URL of the run's page, once it is printed. */
  CompletableFuture<String> page() {
    return page;
  }

  /**
   * The number in the last line that begins so.
   *
   * @throws IllegalStateException when there is no such line
   */
  long number(String beginning) throws InterruptedException {
    reader.join();
    return lines.stream()
        .filter(line -> line.startsWith(beginning))
        .reduce((first, second) -> second)
        .map(line -> line.substring(beginning.length()).strip().split(" ", 2)[0])
        .map(number -> Long.parseLong(number.replaceAll("[^0-9]", "")))
        .orElseThrow(
            () -> new IllegalStateException("plimsoll demo did not print \"" + beginning + "…\""));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
