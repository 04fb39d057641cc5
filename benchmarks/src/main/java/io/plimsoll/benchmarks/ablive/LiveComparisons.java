package io.plimsoll.benchmarks.ablive;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server, a target for the baseline and one per build, in processes as a user has them. */
final class LiveComparisons implements AutoCloseable {
  private static final String TURNS = "5";

  /** The first second warms up: judged is the highest level that lasts. */
  private static final String SCENARIO =
      """
      name: ab-live
      target: %s
      sample: []
      load: { arrivals: [ { rate: 400/s, for: 1s }, { rate: 800/s, for: 6s } ] }
      steps: [ { post: /api/chat, json: { message: hello }, as: chat } ]
      """;

  private final Path root;
  private final Path directory;
  private final List<Process> running = new ArrayList<>();
  private final Map<Build, String> targets = new EnumMap<>(Build.class);
  private String baseline;
  private Path scenario;

  private LiveComparisons(Path root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  static LiveComparisons start(Path root, Path directory) throws IOException {
    LiveComparisons all = new LiveComparisons(root, directory);
    try {
      all.begin();
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void begin() throws IOException {
    listening(
        "Serving",
        "serve",
        "--data",
        data(),
        "--broker-port",
        "0",
        "--registry-port",
        "0",
        "--http-port",
        "0");
    baseline = target("1", 1);
    for (Build build : Build.values()) {
      targets.put(build, target(build.latencyScale(), 2 + build.ordinal()));
    }
    scenario = directory.resolve("ab-live.yaml");
    Files.writeString(scenario, SCENARIO.formatted(baseline));
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private String target(String latencyScale, int seed) throws IOException {
    String said =
        listening(
            "listens on ",
            "lab-target",
            "--port",
            "0",
            "--latency-scale",
            latencyScale,
            "--seed",
            Integer.toString(seed));
    return said.substring(said.indexOf("http")).strip();
  }

  /** Runs both builds in turns, and says what came of it. */
  Said compare(Build build) throws IOException, InterruptedException {
    long began = System.nanoTime();
    List<String> lines =
        lines(
            plimsoll(
                "run",
                scenario.toString(),
                "--data",
                data(),
                "--repeat",
                TURNS,
                "--target",
                targets.get(build),
                "--baseline-target",
                baseline,
                "--out",
                Files.createTempDirectory(directory, "out").toString()));
    String gate =
        lines.stream()
            .filter(line -> line.contains("plimsoll gate "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(String.join("\n", lines)));
    String[] words = gate.substring(gate.indexOf("plimsoll gate ") + 14).split(" ");
    Process asked = plimsoll("compare", words[0], "--data", data(), "--json");
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    return Said.of(new ObjectMapper().readTree(String.join("\n", lines(asked))), seconds);
  }

  private String listening(String sign, String... arguments) throws IOException {
    Process process = plimsoll(arguments);
    running.add(process);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(sign)) {
        return line;
      }
    }
    throw new IllegalStateException(String.join(" ", arguments) + " ended before it listened");
  }

  private Process plimsoll(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(root.resolve("plimsoll").toString()), Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command)
        .redirectError(Redirect.appendTo(directory.resolve("errors.log").toFile()))
        .start();
  }

  private static List<String> lines(Process process) throws IOException, InterruptedException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      process.waitFor();
      return lines;
    } finally {
      process.destroy();
    }
  }

  @Override
  public void close() {
    running.forEach(
        process -> {
          process.descendants().forEach(ProcessHandle::destroy);
          process.destroy();
        });
  }
}
