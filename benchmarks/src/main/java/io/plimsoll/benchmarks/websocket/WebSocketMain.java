package io.plimsoll.benchmarks.websocket;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.load.run.Descriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many WebSocket connections, generator and target each in a JVM of its own: 5,000 that send a
 * message a second and await its echo, and 10,000 attempted where the target takes 8,000. {@code
 * FIGURES [--quick]}; ends with 1 when a goal is missed.
 */
public final class WebSocketMain {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final int WARM_UP = 300;
  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xms768m", "-Xmx768m");

  // Its heap is asked for from outside, in the form of this collector.
  private static final List<String> TARGET_JVM = List.of("-XX:+UseG1GC", "-Xms768m", "-Xmx768m");

  private final List<Figure> figures = new ArrayList<>();
  private final Path directory;
  private final boolean quick;

  private WebSocketMain(Path directory, boolean quick) {
    this.directory = directory;
    this.quick = quick;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      throw new IllegalArgumentException("expected: FIGURES [--quick]");
    }
    Path file = Path.of(args[0]).toAbsolutePath();
    Path directory = Files.createDirectories(file.resolveSibling("websocket"));
    WebSocketMain benchmark = new WebSocketMain(directory, List.of(args).contains("--quick"));
    benchmark.requireDescriptors();
    benchmark.talking();
    benchmark.limited();
    System.out.print(FigureTable.markdown(benchmark.figures));
    FigureTable.write(benchmark.figures, file);
    System.exit(benchmark.figures.stream().allMatch(f -> f.met().orElse(true)) ? 0 : 1);
  }

  private int scaled(int connections) {
    return quick ? connections / 5 : connections;
  }

  private void requireDescriptors() {
    Descriptors descriptors = new Descriptors(scaled(10_000), Descriptors.availableToProcess());
    descriptors
        .shortage()
        .ifPresent(
            shortage -> {
              throw new IllegalStateException(shortage);
            });
  }

  private void talking() throws IOException, InterruptedException {
    int connections = scaled(5_000);
    String load =
        "users: { spawnRate: %d/s, steady: { users: %d, for: 10m } }"
            .formatted(connections / 10, connections);
    String title = String.format(Locale.ROOT, "%,d connections", connections);
    measure(title, load, connections, connections, connections + WARM_UP);
  }

  private void limited() throws IOException, InterruptedException {
    int attempts = scaled(10_000);
    int limit = scaled(8_000);
    String load =
        "arrivals: [ { rate: %d/s, for: 10s }, { rate: 0/s, for: 10m } ]".formatted(attempts / 10);
    String title = String.format(Locale.ROOT, "%,d attempts, a limit of %,d", attempts, limit);
    measure(title, load, attempts, limit, limit);
  }

  /**
   * @param open connections that will be open
   * @param limit of the target
   */
  private void measure(String title, String load, int attempts, int open, int limit)
      throws IOException, InterruptedException {
    System.err.println("  " + title);
    try (ChildJvm target =
        ChildJvm.start(TARGET_JVM, List.of(TargetMain.class.getName(), String.valueOf(limit)))) {
      String url = target.await("url", PATIENCE);
      Path warmUp =
          scenario("warm-up", url, "arrivals: { rate: %d/s, for: 1s }".formatted(WARM_UP));
      Path measured = scenario("measured", url, load);
      int seconds = quick ? 5 : 20;
      try (ChildJvm generator =
          ChildJvm.start(
              JVM,
              List.of(
                  GeneratorMain.class.getName(),
                  warmUp.toString(),
                  measured.toString(),
                  String.valueOf(attempts),
                  String.valueOf(seconds)))) {
        double before = generator.number("baseline", PATIENCE);
        double targetBefore = (double) target.probe().heapLiveBytes().orElseThrow();
        generator.nudge();
        double live = generator.number("live", PATIENCE);
        double targetLive = (double) target.probe().heapLiveBytes().orElseThrow();
        connections(title, generator, attempts, open);
        messages(title, generator, open);
        double perConnection = (live - before) / open / 1024;
        figures.add(
            Figure.of(
                title + ": heap per connection, generator, KiB",
                one(perConnection),
                "≤ 12 kB",
                perConnection * 1024 <= 12_000));
        figures.add(
            Figure.of(
                title + ": heap per connection, target, KiB",
                one((targetLive - targetBefore) / open / 1024)));
      }
    }
  }

  private void connections(String title, ChildJvm generator, int attempts, int open)
      throws InterruptedException {
    long opened = (long) generator.number("connect.successes", PATIENCE);
    long rejected = (long) generator.number("connect.rejections", PATIENCE);
    long failed = (long) generator.number("connect.failures", PATIENCE);
    figures.add(
        Figure.of(
            title + ": opened / rejected / failed",
            String.format(Locale.ROOT, "%,d / %,d / %,d", opened, rejected, failed),
            String.format(Locale.ROOT, "%,d / %,d / 0", open, attempts - open),
            opened == open && rejected == attempts - open && failed == 0));
    figures.add(
        Figure.of(
            title + ": establishment p50 / p95 / p99 / max, ms", latencies("connect", generator)));
  }

  private void messages(String title, ChildJvm generator, int open) throws InterruptedException {
    long sent = (long) generator.number("send.successes", PATIENCE);
    long failed =
        (long)
            (generator.number("send.failures", PATIENCE)
                + generator.number("send.rejections", PATIENCE));
    long dropped = (long) generator.number("closed_by_target.failures", PATIENCE);
    figures.add(
        Figure.of(
            title + ": messages answered / failed",
            String.format(Locale.ROOT, "%,d / %,d", sent, failed),
            "none failed",
            sent > open && failed == 0));
    figures.add(
        Figure.of(
            title + ": round trip from the intended start p50 / p95 / p99 / max, ms",
            latencies("send", generator)));
    figures.add(
        Figure.of(
            title + ": connections dropped",
            String.format(Locale.ROOT, "%,d (%.2f %%)", dropped, 100.0 * dropped / open),
            "0",
            dropped == 0));
    figures.add(
        Figure.of(
            title + ": longest delay of the generator's event loop in a period, ms",
            one(generator.number("loopDelayMicros", PATIENCE) / 1000)));
  }

  private static String latencies(String operation, ChildJvm generator)
      throws InterruptedException {
    List<String> texts = new ArrayList<>();
    for (String each : List.of("p50", "p95", "p99", "max")) {
      texts.add(one(generator.number(operation + "." + each, PATIENCE) / 1000));
    }
    return String.join(" / ", texts);
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private Path scenario(String name, String url, String load) throws IOException {
    String yaml =
        """
        name: %s
        target: %s
        load: { %s }
        timeout: 30s
        steps:
          - connect: /ws
          - send: { json: { n: "${message}", text: "a message of about a hundred bytes, as chats and sensors send them every second" } }
            await: "$.n == ${message}"
            rate: 1/s
            for: 10m
        """
            .formatted(name, url, load);
    return Files.writeString(directory.resolve(name + ".yaml"), yaml);
  }
}
