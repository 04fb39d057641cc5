package io.plimsoll.endtoend.sample;

import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.sample.Notices;
import io.plimsoll.load.sample.Samplers;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.schemas.SystemSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Samples what a {@code sample} section names, and keeps what came of it. */
final class Watched implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private final List<SystemSample> samples = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Samplers samplers;

  Watched(Path directory, String section) throws IOException, ScenarioException {
    Path file = Files.writeString(directory.resolve("sources.yaml"), section);
    this.samplers =
        Samplers.start(
            new ScenarioParser(Map.of("SECRET", "hunter2")::get).readSources(file),
            "agent-1",
            AgentClock.system(),
            samples::add,
            notices());
  }

  private Notices notices() {
    return new Notices() {
      @Override
      public void warn(String message) {
        said.add("WARN " + message);
      }

      @Override
      public void info(String message) {
        said.add("INFO " + message);
      }
    };
  }

  /** Waits for a sample of the source, taken from now on, that has all it should have. */
  SystemSample await(String source, Predicate<SystemSample> wanted) {
    int from = samples.size();
    return Awaitility.await(source)
        .atMost(AT_MOST)
        .until(
            () ->
                samples.stream()
                    .skip(from)
                    .filter(each -> each.getSource().equals(source))
                    .filter(wanted)
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /** Waits for a sample that tells of failure or success. */
  SystemSample await(String source, boolean up) {
    return await(source, each -> each.getValues().get("source_up").equals(up ? 1.0 : 0.0));
  }

  List<String> said() {
    return List.copyOf(said);
  }

  /** How often a source failed after it was well, or was well again. */
  int changes(String source) {
    int changes = 0;
    double up = 1;
    for (SystemSample each : samples) {
      double now = each.getSource().equals(source) ? each.getValues().get("source_up") : up;
      changes += now == up ? 0 : 1;
      up = now;
    }
    return changes;
  }

  /** What was said of one source. */
  List<String> saidOf(String source) {
    return said.stream().filter(each -> each.contains(" " + source + " ")).toList();
  }

  /** Waits until the report would say this. */
  void awaitWarning(String beginning, String part) {
    Awaitility.await(part)
        .atMost(AT_MOST)
        .until(
            () ->
                samplers.warnings().stream()
                    .anyMatch(each -> each.startsWith(beginning) && each.contains(part)));
  }

  @Override
  public void close() {
    samplers.close();
  }
}
