package io.plimsoll.endtoend.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The plimsoll command line as a process of its own, with what it printed. Ended when closed. */
public final class PlimsollProcess implements AutoCloseable {
  private final Process process;
  private final Path stdout;
  private final Path stderr;

  private PlimsollProcess(Process process, Path stdout, Path stderr) {
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Starts a command in this directory; what it prints is kept there. */
  public static PlimsollProcess start(Path directory, String... arguments) {
    return start(directory, Map.of(), arguments);
  }

  public static PlimsollProcess start(
      Path directory, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    // Whoever is started in the background ignores Ctrl-C, and so would this process.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add("io.plimsoll.standalone.cli.Plimsoll");
    command.addAll(List.of(arguments));
    try {
      Path stdout = Files.createTempFile(directory, "stdout", ".txt");
      Path stderr = Files.createTempFile(directory, "stderr", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      builder.environment().putAll(environment);
      return new PlimsollProcess(builder.start(), stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end and returns its exit code. */
  public int exitCode(Duration atMost) {
    try {
      assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
          .as("ended within %s; it printed: %s", atMost, this)
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  /** Waits until the pattern has been printed and returns its first group. */
  public String awaitOutput(Pattern pattern, Duration atMost) {
    return Awaitility.await(pattern.pattern())
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .conditionEvaluationListener(condition -> requireAlive(pattern))
        .until(() -> firstGroup(pattern), found -> !found.isEmpty());
  }

  private void requireAlive(Pattern pattern) {
    if (!process.isAlive() && firstGroup(pattern).isEmpty()) {
      throw new AssertionError(
          "ended with " + process.exitValue() + " before it printed " + pattern + ": " + this);
    }
  }

  private String firstGroup(Pattern pattern) {
    Matcher matcher = pattern.matcher(stdout() + stderr());
    return matcher.find() ? matcher.group(matcher.groupCount()) : "";
  }

  /** kill −9. */
  public void kill() {
    process.destroyForcibly();
    exitCode(Duration.ofMinutes(2));
  }

  /** What Ctrl-C sends. */
  public void interrupt() {
    signal("INT");
  }

  /** What {@code kill} and a container's stop send. */
  public void terminate() {
    signal("TERM");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public long pid() {
    return process.pid();
  }

  public String stdout() {
    return read(stdout);
  }

  public String stderr() {
    return read(stderr);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return "\n--- standard output\n" + stdout() + "\n--- standard error\n" + stderr();
  }
}
