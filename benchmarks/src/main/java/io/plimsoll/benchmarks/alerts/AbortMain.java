package io.plimsoll.benchmarks.alerts;

import com.sun.net.httpserver.HttpServer;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.process.PlimsollCli;
import io.plimsoll.standalone.platform.TemporaryDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * From the end of the window that proves a breach to the last request that the target gets: a
 * target that answers 500 from its 2,000th request on, and a limit with {@code abort}. The target
 * notes when each request came; the window's end is in the alert. {@code FIGURES [--quick]}; ends
 * with 1 when the goal is missed.
 */
public final class AbortMain {
  private static final int GOOD = 2_000;
  private static final double MOST_SECONDS = 2;
  private static final String SCENARIO =
      """
      name: abort
      target: http://127.0.0.1:%d
      load: { arrivals: [ { rate: 200/s, for: 10m } ] }
      steps: [ { get: / } ]
      sla: { "*": { abort: error_rate > 50%% over 2s } }
      """;

  private AbortMain() {}

  public static void main(String[] args) throws Exception {
    int runs = List.of(args).contains("--quick") ? 2 : 10;
    List<Double> seconds = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      seconds.add(stopped());
    }
    List<Double> sorted = seconds.stream().sorted().toList();
    double worst = sorted.get(runs - 1);
    List<Figure> figures =
        List.of(
            Figure.of("runs aborted", String.valueOf(runs)),
            Figure.of("window's end to the last request, median, s", three(sorted.get(runs / 2))),
            Figure.of(
                "window's end to the last request, longest, s",
                three(worst),
                "≤ 2",
                worst <= MOST_SECONDS));
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(Map.of("figures", figures, "seconds", seconds), Path.of(args[0]));
    System.exit(worst <= MOST_SECONDS ? 0 : 1);
  }

  private static double stopped() throws IOException, InterruptedException {
    AtomicLong requests = new AtomicLong();
    AtomicLong last = new AtomicLong();
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.setExecutor(Executors.newFixedThreadPool(4));
    target.createContext(
        "/",
        exchange -> {
          last.accumulateAndGet(AlertsMain.nowMicros(), Math::max);
          exchange.sendResponseHeaders(requests.incrementAndGet() <= GOOD ? 200 : 500, -1);
          exchange.close();
        });
    target.start();
    try (TemporaryDirectory directory = TemporaryDirectory.create("plimsoll-abort");
        Webhook webhook = Webhook.start()) {
      Path scenario = directory.path().resolve("abort.yaml");
      Files.writeString(scenario, SCENARIO.formatted(target.getAddress().getPort()));
      Path alerts = directory.path().resolve("alerts.yaml");
      Files.writeString(
          alerts, "receivers: { measured: { webhook: %s } }\n".formatted(webhook.url()));
      PlimsollCli.json(
          directory.path(),
          Set.of(1),
          List.of("run", scenario.toString(), "--alerts", alerts.toString()));
      if (webhook.firings().isEmpty()) {
        throw new IllegalStateException("the run ended, and no breach was told");
      }
      return (last.get() - webhook.firings().get(0).windowEndMicros()) / 1e6;
    } finally {
      target.stop(0);
    }
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
