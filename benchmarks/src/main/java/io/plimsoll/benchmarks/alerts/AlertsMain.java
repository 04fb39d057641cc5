package io.plimsoll.benchmarks.alerts;

import io.plimsoll.benchmarks.data.RunWriter;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.schemas.Comparison;
import io.plimsoll.schemas.SlaRule;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.standalone.platform.DataLayout;
import io.plimsoll.standalone.platform.Serving;
import io.plimsoll.standalone.platform.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * From the end of the window that proves a breach to the webhook that is told, over fifty breaches
 * at 5,000 outcomes a second: two seconds with a fifth of errors, two without, against the limit
 * {@code error_rate < 5% over 1s}. Broker, analyzer and report service are one process, {@code
 * plimsoll serve}; the outcomes are written as an agent writes them.
 */
public final class AlertsMain {
  private static final int EVENTS_PER_SECOND = 5_000;
  private static final int BURST_MICROS = 5_000;
  private static final int BURST = EVENTS_PER_SECOND / (1_000_000 / BURST_MICROS);
  private static final int BURSTS_PER_MARK = 20;
  private static final int CYCLE_SECONDS = 4;
  private static final int WARM_UP_SECONDS = 10;
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration LAST_WORD = Duration.ofSeconds(30);
  private static final double GOAL_SECONDS = 2;

  private final int breaches;
  private final List<Figure> figures = new ArrayList<>();

  private AlertsMain(int breaches) {
    this.breaches = breaches;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      throw new IllegalArgumentException("expected: FIGURES [--quick]");
    }
    AlertsMain alerts = new AlertsMain(List.of(args).contains("--quick") ? 8 : 50);
    List<Double> seconds = alerts.measure();
    System.out.print(FigureTable.markdown(alerts.figures));
    FigureTable.write(
        Map.of("figures", alerts.figures, "seconds", seconds), Path.of(args[0]).toAbsolutePath());
    System.exit(alerts.figures.stream().allMatch(f -> f.met().orElse(true)) ? 0 : 1);
  }

  private List<Double> measure() throws IOException, InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("plimsoll-alerts");
        Webhook webhook = Webhook.start()) {
      Path plan = directory.path().resolve("alerts.yaml");
      Files.writeString(
          plan, "receivers: { measured: { webhook: %s } }\n".formatted(webhook.url()));
      DataLayout data = new DataLayout(directory.path().resolve("data"));
      try (ChildJvm server = ChildJvm.start(ChildJvm.AS_LAUNCHED, serve(data, plan))) {
        Serving serving = await(server, data);
        drive(new Cluster(serving.bootstrapServers(), serving.schemaRegistry()), webhook);
      }
      return judge(webhook.firings());
    }
  }

  private static List<String> serve(DataLayout data, Path plan) {
    return List.of(
        "io.plimsoll.standalone.cli.Plimsoll",
        "serve",
        "--broker-port",
        "0",
        "--registry-port",
        "0",
        "--http-port",
        "0",
        "--data",
        data.root().toString(),
        "--alerts",
        plan.toString());
  }

  private static Serving await(ChildJvm server, DataLayout layout) {
    long deadline = System.nanoTime() + START.toNanos();
    Optional<Serving> serving = Optional.empty();
    while (serving.isEmpty()) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("plimsoll serve did not start within " + START);
      }
      LockSupport.parkNanos(10_000_000L);
      serving = Serving.find(layout);
    }
    return serving.get();
  }

  private void drive(Cluster cluster, Webhook webhook) throws IOException {
    try (RunWriter writer = new RunWriter(cluster, "alerts", 10, 5, 1)) {
      long start = (nowMicros() / 1_000_000 + 3) * 1_000_000;
      writer.begin(start, List.of(limit()));
      int seconds = WARM_UP_SECONDS + breaches * CYCLE_SECONDS;
      for (int burst = 0; burst < seconds * (1_000_000 / BURST_MICROS); burst++) {
        long due = start + (burst + 1L) * BURST_MICROS;
        for (long wait = due - nowMicros(); wait > 0; wait = due - nowMicros()) {
          LockSupport.parkNanos(wait * 1_000);
        }
        burst(writer, start, burst);
        if (burst % BURSTS_PER_MARK == BURSTS_PER_MARK - 1) {
          writer.mark(due - 1, false);
        }
      }
      writer.end(start + seconds * 1_000_000L);
      long deadline = System.nanoTime() + LAST_WORD.toNanos();
      while (webhook.firings().size() < breaches && System.nanoTime() < deadline) {
        LockSupport.parkNanos(50_000_000L);
      }
    }
  }

  private static void burst(RunWriter writer, long start, int burst) {
    long second = (long) burst * BURST_MICROS / 1_000_000;
    boolean bad = second >= WARM_UP_SECONDS && (second - WARM_UP_SECONDS) % CYCLE_SECONDS < 2;
    for (int i = 0; i < BURST; i++) {
      long number = (long) burst * BURST + i;
      writer.outcome(start + number * 1_000_000L / EVENTS_PER_SECOND, bad && number % 5 == 0);
    }
  }

  private static SlaRule limit() {
    return SlaRule.newBuilder()
        .setRuleId("*/error_rate")
        .setOperation("*")
        .setIndicator("error_rate")
        .setComparison(Comparison.LESS)
        .setLimit(0.05)
        .setText("< 5% over 1s")
        .setOverMicros(1_000_000L)
        .build();
  }

  static long nowMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  private List<Double> judge(List<Webhook.Firing> firings) {
    List<Double> seconds =
        firings.stream()
            .map(each -> (each.atMicros() - each.windowEndMicros()) / 1e6)
            .sorted()
            .toList();
    int told = seconds.size();
    long distinct = firings.stream().map(Webhook.Firing::id).distinct().count();
    figures.add(
        Figure.of(
            "breaches told, of " + breaches,
            String.valueOf(told),
            "all once",
            told == breaches && distinct == told));
    if (told > 0) {
      double p99 = seconds.get((int) Math.ceil(told * 0.99) - 1);
      figures.add(Figure.of("window's end to webhook, median, s", three(seconds.get(told / 2))));
      figures.add(
          Figure.of("window's end to webhook, p99, s", three(p99), "≤ 2", p99 <= GOAL_SECONDS));
      figures.add(Figure.of("the slowest, s", three(seconds.get(told - 1))));
    }
    return seconds;
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
