package io.plimsoll.benchmarks.faultlab;

import io.plimsoll.benchmarks.faultlab.LabCase.Strength;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A target, a run that loads it, and faults that come and go one after the other. What is said of a
 * fault is what the run says while it lasts and shortly after. Not thread-safe.
 */
final class LabSession implements AutoCloseable {
  private static final int PER_SECOND = 80;
  private static final int WARM_UP = 24;
  private static final int LASTS = 12;
  private static final int LASTS_LONG = 90;
  private static final int ECHO = 3; // what was seen of its last second is told within this time
  private static final int LEAST_PAUSE = 8;
  private static final int MOST_PAUSE = 45;

  private static final String SCENARIO =
      """
      name: faultlab
      target: %s
      sample:
        - host
        - { prometheus: /metrics, every: 500ms }
        - { files: [ %s ], every: 1s }
      load: { arrivals: [ { from: %d/s, to: %d/s, over: 1h } ] }
      behaviours:
        browse: { weight: 5, steps: [ { get: "/api/v1/files?limit=20" } ] }
        echo: { weight: 3, steps: [ { post: /api/v1/echo, json: { message: hello } } ] }
        order:
          weight: 2
          steps:
            - { post: /api/v1/tasks, as: create, json: { name: a, platform: linux }, extract: { task: $.id } }
            - { poll: "/api/v1/tasks/${task}", every: 200ms, until: $.status == "done", timeout: 1m, as: completion }
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final LabProcess target;
  private final LabProcess run;
  private final String uri;
  private final RunFindings findings;
  private final Random random;

  /**
   * Starts both and warms up.
   *
   * @param directory for what they write
   * @param seed of the target, and of what this draws
   */
  LabSession(Path root, Path directory, long seed) throws Exception {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    String ofTarget = "-Xmx256m -Xmn8m -Djava.io.tmpdir=" + temporary;
    this.random = new Random(seed);
    this.target =
        LabProcess.start(
            root,
            ofTarget,
            directory.resolve("target.log"),
            "lab-target",
            "--port",
            "0",
            "--workers",
            "16",
            "--seed",
            Long.toString(seed));
    this.uri = target.await("lab-target listens on ");
    Path logs = Files.createDirectories(temporary.resolve("lab-target"));
    Path scenario = directory.resolve("scenario.yaml");
    Files.writeString(scenario, SCENARIO.formatted(uri, logs, PER_SECOND, PER_SECOND));
    int port = freePort();
    this.run =
        LabProcess.start(
            root,
            "",
            directory.resolve("run.log"),
            "run",
            scenario.toString(),
            "--out",
            directory.resolve("out").toString(),
            "--http-port",
            Integer.toString(port));
    this.findings = new RunFindings(client, URI.create("http://127.0.0.1:" + port));
    try {
      awaitServed(WARM_UP * PER_SECOND);
    } catch (Exception failed) {
      close();
      throw failed;
    }
  }

  /** Switches faults on together, and says what was said of each. */
  List<Verdict> tried(List<LabCase> cases, Strength strength, long seed) throws Exception {
    boolean creeping = cases.get(0).kind() == LabCase.Kind.CREEPING;
    int seconds = creeping ? LASTS_LONG : LASTS;
    TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000)); // anywhere within a second
    Watched watched = new Watched(findings.now());
    Instant from = Instant.now();
    for (LabCase each : cases) {
      String how = "?strength=%s&seconds=%d".formatted(strength.label(), seconds);
      send("POST", uri + "/faults/" + each.fault() + how);
    }
    watch(watched, seconds + ECHO);
    List<Verdict> verdicts = new ArrayList<>();
    for (LabCase each : cases) {
      verdicts.add(watched.verdict(each, strength, seed, from));
    }
    return verdicts;
  }

  /** Watches while nothing is wrong. */
  Verdict quiet(int seconds, long seed) throws Exception {
    Instant from = Instant.now();
    Watched watched = new Watched(List.of()); // also what was said while it started
    watch(watched, seconds);
    return watched.verdict(LabCase.NONE, Strength.MILD, seed, from);
  }

  private void watch(Watched watched, int seconds) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(250);
      watched.see(findings.now());
    }
  }

  /** Waits until nothing is unusual any more; also what starting has brought about. */
  void recover() throws Exception {
    long begun = System.nanoTime();
    long waited = 0;
    while (waited < LEAST_PAUSE || (waited < MOST_PAUSE && findings.isAnyOpen())) {
      TimeUnit.MILLISECONDS.sleep(250);
      waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    }
  }

  private void awaitServed(long requests) throws Exception {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (served() < requests) {
      if (System.nanoTime() > until || !run.isAlive()) {
        throw new IllegalStateException("no load came; the run said: " + run.said());
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private long served() throws Exception {
    return send("GET", uri + "/metrics")
        .lines()
        .filter(line -> line.startsWith("http_requests_total{") && line.contains("/api/"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String send(String method, String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(address + " answered " + answer.body());
    }
    return answer.body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    run.close();
    target.close();
  }
}
