package io.plimsoll.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.benchmarks.figures.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What other generators report of the stalling target, each told in its own usual way to send at
 * the same rate, and left to its own way of counting. What cannot be had is named as missing.
 */
final class OmissionPeers {
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};
  private static final Pattern WRK_QUANTILE =
      Pattern.compile("\\s(\\d+(?:\\.\\d+)?)%\\s+([\\d.]+)ms\\b");
  private static final Pattern GATLING_QUANTILE =
      Pattern.compile(
          "response time (\\d+(?:\\.\\d+)?)(?:th|st|nd|rd) percentile[^|\\d]*\\|?\\s*([\\d,]+)");

  private final Path directory;
  private final FetchedPeers peers;
  private final String url;
  private final int rate;
  private final int seconds;

  OmissionPeers(Path directory, FetchedPeers peers, String url, int rate, int seconds) {
    this.directory = directory;
    this.peers = peers;
    this.url = url;
    this.rate = rate;
    this.seconds = seconds;
  }

  List<Figure> all() throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(wrk());
    figures.addAll(gatling());
    figures.addAll(jmeter());
    figures.addAll(artillery());
    return figures;
  }

  /** It waits for each answer before it asks again, and so asks the least while it is slow. */
  private List<Figure> wrk() throws IOException, InterruptedException {
    String name = "wrk, as fast as it can";
    if (Pinned.find("wrk").isEmpty()) {
      return missing(name);
    }
    Path script = directory.resolve("percentiles.lua");
    Files.writeString(
        script,
        """
        done = function(summary, latency, requests)
          for _, p in pairs({50, 90, 99, 99.9}) do
            io.write(string.format(" %g%%  %.3fms\\n", p, latency:percentile(p) / 1000))
          end
        end
        """);
    String output =
        run(
            "wrk",
            List.of("wrk", "-t1", "-c64", "-d" + seconds + "s", "-s", script + "", url + "/"));
    return figures(name, quantiles(WRK_QUANTILE, output));
  }

  /** Its open model: each arrival is a user of its own, however many wait already. */
  private List<Figure> gatling() throws IOException, InterruptedException {
    String name = "Gatling 3.15.1, constantUsersPerSec";
    if (peers.classPath("gatling").isEmpty()) {
      return missing(name);
    }
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            FetchedPeers.java(),
            "-Xmx1g",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dgatling.data.enableAnalytics=false",
            "-Durl=" + url,
            "-Drate=" + rate,
            "-Dseconds=" + seconds));
    for (int i = 0; i < QUANTILES.length; i++) {
      command.add("-Dgatling.charting.indicators.percentile" + (i + 1) + "=" + 100 * QUANTILES[i]);
    }
    command.addAll(
        List.of(
            "-cp",
            peers.classPath("gatling").get(),
            "io.gatling.app.Gatling",
            "-s",
            "OpenLoop",
            "-rf",
            directory.resolve("gatling").toString()));
    return figures(name, quantiles(GATLING_QUANTILE, run("gatling", command)));
  }

  /** 64 threads, each of which waits for its answer, and a timer that holds them to the rate. */
  private List<Figure> jmeter() throws IOException, InterruptedException {
    String name = "JMeter 5.6.3, 64 threads and a throughput timer";
    if (peers.classPath("jmeter").isEmpty()) {
      return missing(name);
    }
    Path plan = directory.resolve("plan.jmx");
    Path results = directory.resolve("results.jtl");
    Files.writeString(plan, JMeterPlan.of(url, Generator.CONNECTIONS, rate, seconds));
    run(
        "jmeter",
        List.of(
            FetchedPeers.java(),
            "-Xmx512m",
            "-Djava.awt.headless=true",
            "-cp",
            peers.classPath("jmeter").get(),
            "JMeterRun",
            plan.toString(),
            results.toString(),
            directory.resolve("jmeter").toString()));
    if (!Files.isRegularFile(results)) {
      throw new IOException("JMeter has written no results; see " + directory);
    }
    long[] elapsed;
    try (Stream<String> lines = Files.lines(results)) {
      elapsed =
          lines.skip(1).mapToLong(line -> Long.parseLong(line.split(",", 3)[1])).sorted().toArray();
    }
    Map<Double, String> found = new TreeMap<>();
    for (double q : QUANTILES) {
      found.put(100 * q, String.valueOf(elapsed[(int) Math.ceil(q * elapsed.length) - 1]));
    }
    List<Figure> figures = new ArrayList<>(figures(name, found));
    figures.add(
        Figure.of(name + ": requests sent", String.format(Locale.ROOT, "%,d", elapsed.length)));
    return figures;
  }

  /** Each arrival is a user of its own, as Gatling's. */
  private List<Figure> artillery() throws IOException, InterruptedException {
    String name = "Artillery 2.0.34, arrivalRate";
    Optional<Path> modules = peers.nodeModules("artillery");
    if (modules.isEmpty()) {
      return missing(name);
    }
    Path script = directory.resolve("artillery.yml");
    Path results = directory.resolve("artillery.json");
    Files.writeString(
        script,
        """
        config:
          target: "%s"
          phases: [ { duration: %d, arrivalRate: %d } ]
        scenarios:
          - flow: [ { get: { url: "/" } } ]
        """
            .formatted(url, seconds, rate));
    run(
        "artillery",
        List.of(
            "env",
            "ARTILLERY_DISABLE_TELEMETRY=true",
            "CI=true",
            modules.get().resolve(".bin/node").toString(),
            modules.get().resolve("artillery/bin/run").toString(),
            "run",
            "--quiet",
            "--output",
            results.toString(),
            script.toString()));
    if (!Files.isRegularFile(results)) {
      throw new IOException("Artillery has written no results; see " + directory);
    }
    JsonNode aggregate = new ObjectMapper().readTree(results.toFile()).get("aggregate");
    JsonNode times = aggregate.get("summaries").get("http.response_time");
    Map<Double, String> found = new TreeMap<>();
    for (double q : QUANTILES) {
      String key = "p" + String.valueOf(100 * q).replaceFirst("\\.0$", "").replace(".", "");
      found.put(100 * q, times.get(key).asText());
    }
    List<Figure> figures = new ArrayList<>(figures(name, found));
    figures.add(
        Figure.of(
            name + ": requests answered",
            String.format(Locale.ROOT, "%,d", times.get("count").asLong())));
    return figures;
  }

  private String run(String program, List<String> command)
      throws IOException, InterruptedException {
    Path log = directory.resolve(program + ".log");
    Process process = Pinned.start(Pinned.GENERATOR_CORE, log, command);
    if (!process.waitFor(seconds + 60L, TimeUnit.SECONDS)) {
      Pinned.end(process);
      throw new IOException(program + " did not end; see " + log);
    }
    return Files.readString(log);
  }

  private static Map<Double, String> quantiles(Pattern pattern, String output) {
    Map<Double, String> found = new TreeMap<>();
    Matcher matcher = pattern.matcher(output);
    while (matcher.find()) {
      found.put(Double.parseDouble(matcher.group(1)), matcher.group(2));
    }
    if (found.size() != QUANTILES.length) {
      throw new IllegalStateException("expected " + Arrays.toString(QUANTILES) + " in: " + output);
    }
    return found;
  }

  private static List<Figure> figures(String name, Map<Double, String> quantiles) {
    return quantiles.entrySet().stream()
        .map(
            each ->
                Figure.of(
                    name + ": p" + String.valueOf(each.getKey()).replaceFirst("\\.0$", "") + ", ms",
                    each.getValue()))
        .toList();
  }

  private static List<Figure> missing(String name) {
    return List.of(Figure.of(name, "MISSING"));
  }
}
