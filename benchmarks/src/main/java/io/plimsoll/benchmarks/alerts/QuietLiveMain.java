package io.plimsoll.benchmarks.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.process.PlimsollCli;
import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.standalone.platform.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A live run of an unchanged target at 80 % of its limits, in which no alert may come: half an hour
 * at 400 arrivals a second. What the target needs is measured before, for a minute; each limit is
 * that divided by 0.8, over windows long enough to hold some two hundred outcomes beyond it. {@code
 * FIGURES [--quick]}; ends with 1 when an alert came.
 */
public final class QuietLiveMain {
  private static final double SHARE = 0.8;
  private static final List<String> OPERATIONS = List.of("list", "chat");

  /** Each percentile with its window. */
  private static final Map<String, String> WINDOWS =
      Map.of("p50", "10s", "p95", "30s", "p99", "2m");

  private static final String SCENARIO =
      """
      name: quiet-live
      target: %s
      load: { arrivals: [ { rate: 400/s, for: %s } ] }
      behaviours:
        list:   { weight: 60, steps: [ { get: "/api/v1/files?limit=10", as: list } ] }
        chat:   { weight: 40, steps: [ { post: /api/chat, json: { message: hello }, as: chat } ] }
      """;

  private QuietLiveMain() {}

  public static void main(String[] args) throws Exception {
    boolean quick = List.of(args).contains("--quick");
    List<Figure> figures;
    List<Webhook.Firing> firings;
    try (TemporaryDirectory directory = TemporaryDirectory.create("plimsoll-quiet-live");
        LabTarget target = LabTarget.start(LabConfig.defaults());
        Webhook webhook = Webhook.start()) {
      String url = target.uri().toString();
      JsonNode before =
          run(directory.path(), "before", SCENARIO.formatted(url, quick ? "20s" : "60s"), webhook);
      JsonNode run =
          run(
              directory.path(),
              "quiet",
              SCENARIO.formatted(url, quick ? "2m" : "30m") + limits(before),
              webhook);
      firings = webhook.firings();
      figures = figures(run, firings);
    }
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(Map.of("figures", figures), Path.of(args[0]));
    System.exit(firings.isEmpty() ? 0 : 1);
  }

  private static JsonNode run(Path directory, String name, String text, Webhook webhook)
      throws IOException, InterruptedException {
    Path scenario = directory.resolve(name + ".yaml");
    Files.writeString(scenario, text);
    Path alerts = directory.resolve("alerts.yaml");
    Files.writeString(
        alerts, "receivers: { measured: { webhook: %s } }\n".formatted(webhook.url()));
    return PlimsollCli.json(
        directory,
        Set.of(0, 1),
        List.of("run", scenario.toString(), "--alerts", alerts.toString()));
  }

  private static String limits(JsonNode before) {
    StringBuilder sla = new StringBuilder("sla:\n");
    for (String operation : OPERATIONS) {
      JsonNode response = operation(before, operation).get("response");
      sla.append("  ").append(operation).append(":\n");
      for (String quantile : List.of("p50", "p95", "p99")) {
        sla.append(
            String.format(
                Locale.ROOT,
                "    %1$s: [ %2$.3fms over %3$s for 10s, %2$.3fms ]%n",
                quantile,
                response.get(quantile).asDouble() / SHARE,
                WINDOWS.get(quantile)));
      }
    }
    double rate = operation(before, "*").get("throughputPerSecond").asDouble();
    return sla.append("  \"*\":\n    error_rate: [ < 1%, < 2% over 10s ]\n")
        .append(String.format(Locale.ROOT, "    throughput: \"> %.0f/s over 10s\"%n", rate * SHARE))
        .toString();
  }

  private static JsonNode operation(JsonNode report, String name) {
    for (JsonNode each : report.get("operations")) {
      if (each.get("name").asText().equals(name)) {
        return each;
      }
    }
    throw new IllegalStateException("nothing was measured of " + name);
  }

  private static List<Figure> figures(JsonNode run, List<Webhook.Firing> firings) {
    JsonNode all = operation(run, "*");
    JsonNode list = operation(run, "list").get("response");
    return List.of(
        Figure.of(
            "alerts",
            firings.isEmpty() ? "0" : firings.stream().map(Webhook.Firing::id).toList().toString(),
            "0",
            firings.isEmpty()),
        Figure.of("limits watched", String.valueOf(run.get("sla").size())),
        Figure.of("verdict passed", run.at("/verdict/passed").asText()),
        Figure.of("outcomes", all.get("count").asText()),
        Figure.of(
            "p50, p95, p99 of list, ms",
            String.format(
                Locale.ROOT,
                "%.2f, %.2f, %.2f",
                list.get("p50").asDouble(),
                list.get("p95").asDouble(),
                list.get("p99").asDouble())));
  }
}
