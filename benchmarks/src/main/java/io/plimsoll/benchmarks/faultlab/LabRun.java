package io.plimsoll.benchmarks.faultlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run against a target of its own, in processes as a user has them. */
final class LabRun {
  private static final int BEFORE = 22;
  private static final int AFTER = 8;
  private static final String LISTENS = "lab-target listens on ";

  private static final String SCENARIO =
      """
      name: faultlab
      target: %s
      sample:
        - host
        - { prometheus: /metrics, every: 500ms }
        - { files: [ %s ], every: 1s }
      load: { arrivals: [ { from: 60/s, to: 60/s, over: %ds } ] }
      behaviours:
        browse: { weight: 5, steps: [ { get: "/api/v1/files?limit=20" } ] }
        echo: { weight: 3, steps: [ { post: /api/v1/echo, json: { message: hello } } ] }
        create: { weight: 2, steps: [ { post: /api/v1/tasks, json: { name: a, platform: linux } } ] }
      """;

  private final Path root;
  private final Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  LabRun(Path root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  Accusation run(LabCase of, String strength, long seed) throws Exception {
    Process target =
        plimsoll("lab-target", "--port", "0", "--seed", Long.toString(seed), "--workers", "16");
    try {
      String uri = address(target);
      Path files =
          Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "lab-target"));
      int seconds = BEFORE + of.seconds() + AFTER;
      Path scenario = Files.createTempFile(directory, "faultlab", ".yaml");
      Files.writeString(scenario, SCENARIO.formatted(uri, files, seconds));
      Path out = Files.createTempDirectory(directory, "out");
      Process run =
          plimsoll("run", scenario.toString(), "--out", out.toString(), "--http-port", "0");
      Instant from = Instant.now();
      try {
        awaitServed(uri, BEFORE * 60);
        from = Instant.now();
        if (of.fault().isPresent()) {
          String fault =
              "%s?strength=%s&seconds=%d".formatted(of.fault().get(), strength, of.seconds());
          send("POST", uri + "/faults/" + fault);
        }
        drain(run);
        if (!run.waitFor(10, TimeUnit.MINUTES)) {
          throw new IllegalStateException("the run did not end");
        }
      } finally {
        end(run);
      }
      return Accusation.of(report(out).get("findings"), of.expected(), from);
    } finally {
      end(target);
    }
  }

  private Process plimsoll(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(root.resolve("plimsoll").toString()), Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String address(Process target) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(target.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.startsWith(LISTENS)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the target ended without listening");
    }
    return line.substring(LISTENS.length()).strip();
  }

  private static void drain(Process run) throws IOException {
    run.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void awaitServed(String uri, long requests) throws Exception {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (served(uri) < requests) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("no load came within five minutes");
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private long served(String uri) throws Exception {
    return send("GET", uri + "/metrics")
        .lines()
        .filter(line -> line.startsWith("http_requests_total{") && line.contains("/api/"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String send(String method, String uri) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static JsonNode report(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      Path found = files.filter(file -> file.endsWith("report.json")).findFirst().orElseThrow();
      return new ObjectMapper().readTree(found.toFile());
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.waitFor(20, TimeUnit.SECONDS);
  }
}
