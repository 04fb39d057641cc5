package io.plimsoll.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A JVM with this one's classpath that tells what it finds as lines {@code figure NAME=VALUE}. Ends
 * when its standard input does, at the latest with this JVM. Thread-safe.
 */
public final class ChildJvm implements AutoCloseable {
  /** When the launcher {@code plimsoll} lets the JVM's optimizing compiler begin. */
  public static final List<String> PATIENT_COMPILER =
      List.of(
          "-XX:Tier4InvocationThreshold=250000",
          "-XX:Tier4MinInvocationThreshold=30000",
          "-XX:Tier4CompileThreshold=750000",
          "-XX:Tier4BackEdgeThreshold=2000000",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=CompileThresholdScaling,io.plimsoll.*::*,0.02",
          "-XX:CompileCommand=CompileThresholdScaling,io.netty.*::*,0.02");

  /** Options of the JVM that the launcher starts. */
  public static final List<String> AS_LAUNCHED =
      Stream.concat(
              Stream.of("-Xms128m", "-Xmx768m", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError"),
              PATIENT_COMPILER.stream())
          .toList();

  private static final String MARK = "figure ";
  private static final long END_SECONDS = 20;

  private final String title;
  private final Process process;
  private final long startedNanos;
  private final Map<String, CompletableFuture<String>> said = new ConcurrentHashMap<>();

  private ChildJvm(String title, Process process, long startedNanos) {
    this.title = title;
    this.process = process;
    this.startedNanos = startedNanos;
  }

  /**
   * Starts it.
   *
   * @param classpath of the child
   * @param jvmOptions such as -Xmx1g
   * @param command main class and its arguments
   */
  public static ChildJvm start(String classpath, List<String> jvmOptions, List<String> command)
      throws IOException {
    return start(List.of(), classpath, jvmOptions, command);
  }

  /** On one core, with this JVM's own classpath. */
  public static ChildJvm startPinned(int core, List<String> jvmOptions, List<String> command)
      throws IOException {
    List<String> pin = List.of("taskset", "-c", String.valueOf(core));
    return start(pin, System.getProperty("java.class.path"), jvmOptions, command);
  }

  private static ChildJvm start(
      List<String> before, String classpath, List<String> jvmOptions, List<String> command)
      throws IOException {
    List<String> line = new ArrayList<>(before);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmOptions);
    line.addAll(List.of("-cp", classpath));
    line.addAll(command);
    long nanos = System.nanoTime();
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    ChildJvm child = new ChildJvm(String.join(" ", command), process, nanos);
    Thread reader = new Thread(child::read, "child-output");
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  /** With this JVM's own classpath. */
  public static ChildJvm start(List<String> jvmOptions, List<String> command) throws IOException {
    return start(System.getProperty("java.class.path"), jvmOptions, command);
  }

  /** Called in the child: tells a figure. */
  public static void say(String name, Object value) {
    System.out.println(MARK + name + "=" + value);
    System.out.flush();
  }

  /** Called in the child: waits until the parent closes it or has gone. */
  public static void awaitParent() throws IOException {
    while (System.in.read() >= 0) {
      // whatever comes is of no interest
    }
  }

  /** Called in the child: waits for the parent's {@link #nudge}. */
  public static void awaitNudge() throws IOException {
    if (System.in.read() < 0) {
      throw new IOException("the parent is gone");
    }
  }

  /** Called in the child: from now on it ends at once when the parent has gone. */
  public static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                awaitParent();
              } catch (IOException gone) {
                System.err.println("the parent is gone: " + gone);
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null) {
        take(line);
        line = output.readLine();
      }
    } catch (IOException e) {
      System.err.println("output of " + title + " lost: " + e);
    }
    said.values()
        .forEach(each -> each.completeExceptionally(new IllegalStateException(title + " ended")));
  }

  private void take(String line) {
    int equals = line.indexOf('=');
    if (line.startsWith(MARK) && equals > 0) {
      future(line.substring(MARK.length(), equals)).complete(line.substring(equals + 1));
    } else if (line.startsWith("Terminating due to")) {
      System.err.println("  " + line); // the JVM says it on standard output
    }
  }

  private CompletableFuture<String> future(String name) {
    return said.computeIfAbsent(name, absent -> new CompletableFuture<>());
  }

  /**
   * What the child says of this, once it does.
   *
   * @throws IllegalStateException when it ends before, or says nothing in time
   */
  public String await(String name, Duration atMost) throws InterruptedException {
    CompletableFuture<String> value = future(name);
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      try {
        return value.get(200, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        if (!process.isAlive() && !value.isDone()) {
          throw new IllegalStateException(
              title + " ended with " + process.exitValue() + " before it told " + name);
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(title + " did not tell " + name + " within " + atMost);
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(title + " did not tell " + name, e.getCause());
      }
    }
  }

  /** A figure as a number; see {@link #await}. */
  public double number(String name, Duration atMost) throws InterruptedException {
    return Double.parseDouble(await(name, atMost));
  }

  public ProcessProbe probe() {
    return new ProcessProbe(process.pid());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Lets a child go on that waits for it. */
  public void nudge() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** {@link System#nanoTime} just before it was started. */
  public long startedNanos() {
    return startedNanos;
  }

  /** kill −9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Closes its standard input and waits; a child that stays is killed. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException alreadyGone) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
