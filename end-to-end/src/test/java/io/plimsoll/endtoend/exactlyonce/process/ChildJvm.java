package io.plimsoll.endtoend.exactlyonce.process;

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
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A small JVM of its own with the tests' class path, and what it printed. */
final class ChildJvm implements AutoCloseable {
  private static final Duration END_AT_MOST = Duration.ofMinutes(2);

  private final String name;
  private final Process process;
  private final Path output;

  private ChildJvm(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  static ChildJvm start(Path directory, String name, Class<?> main, Map<String, String> orders) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    orders.forEach((key, value) -> command.add(key + "=" + value));
    try {
      Path output = Files.createTempFile(directory, name, ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new ChildJvm(name, process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has said this line that many times. */
  void awaitLines(String beginning, long times, Duration atMost) {
    Awaitility.await(name + " says " + times + " times: " + beginning)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(25))
        .conditionEvaluationListener(condition -> requireAliveOr(beginning, times))
        .until(() -> lines(beginning) >= times);
  }

  private void requireAliveOr(String beginning, long times) {
    if (!process.isAlive() && lines(beginning) < times) {
      throw new AssertionError(name + " ended with " + process.exitValue() + this);
    }
  }

  /** How many lines begin like this. */
  long lines(String beginning) {
    try (Stream<String> lines = Files.lines(output)) {
      return lines.filter(line -> line.startsWith(beginning)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Lets it work for a while. */
  void letWork(Duration time) {
    if (awaitEnd(time)) {
      throw new AssertionError(name + " ended with " + process.exitValue() + " by itself" + this);
    }
  }

  /** Waits for its end and returns its exit code. */
  int exitCode(Duration atMost) {
    assertThat(awaitEnd(atMost)).as("%s ends within %s%s", name, atMost, this).isTrue();
    return process.exitValue();
  }

  private boolean awaitEnd(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** kill −9. */
  void kill() {
    process.destroyForcibly();
    exitCode(END_AT_MOST);
  }

  /** Asks it to end in order. */
  void leave() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(exitCode(END_AT_MOST)).as("%s leaves in order%s", name, this).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    try {
      return "\n--- " + name + "\n" + Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
