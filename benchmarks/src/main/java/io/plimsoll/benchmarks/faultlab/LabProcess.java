package io.plimsoll.benchmarks.faultlab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line in a process of its own, as a user has it. */
final class LabProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private LabProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param javaOptions for its JVM
   * @param log for what it says
   */
  static LabProcess start(Path root, String javaOptions, Path log, String... arguments)
      throws IOException {
    List<String> command =
        Stream.concat(Stream.of(root.resolve("plimsoll").toString()), Stream.of(arguments))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.directory(log.getParent().toFile()); // where it keeps its data
    builder.environment().put("PLIMSOLL_JAVA_OPTS", javaOptions);
    return new LabProcess(builder.start(), log);
  }

  /** Waits for a line that begins with this, and gives the rest of it. */
  String await(String beginning) throws Exception {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (System.nanoTime() < until && process.isAlive()) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith(beginning)) {
            return line.substring(beginning.length()).strip();
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IllegalStateException("expected \"" + beginning + "\" of it; it said: " + said());
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
