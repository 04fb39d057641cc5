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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the load keeps its schedule while what it is watched by fails: the same run with sources
 * and receivers that answer, and with a Prometheus that hangs, a Redis that asks for a password, a
 * process that exits, a webhook that answers 500 and an Alertmanager that is not there, in turns.
 * Everything of a run is in one process, alerts fire all the time. {@code FIGURES [--quick]}; ends
 * with 1 when the schedule suffers.
 */
public final class UndisturbedMain {
  private static final double LIKE = 1.5;
  private static final double NOISE_MICROS = 300;
  private static final String SCENARIO =
      """
      name: undisturbed
      target: %s
      load: { arrivals: [ { rate: 200/s, for: %ds } ] }
      steps: [ { get: /api/v1/echo, as: echo } ]
      sla: { "*": { throughput: [ "> 1000000/s over 1s", "> 900000/s over 2s" ] } }
      sample:
        - host
      %s""";

  private final List<Double> well = new ArrayList<>();
  private final List<Double> failing = new ArrayList<>();
  private final Set<String> warnings = new TreeSet<>();

  private UndisturbedMain() {}

  public static void main(String[] args) throws Exception {
    boolean quick = List.of(args).contains("--quick");
    UndisturbedMain measured = new UndisturbedMain();
    for (int turn = 0; turn < (quick ? 1 : 5); turn++) {
      measured.turn(quick ? 15 : 30);
    }
    List<Figure> figures = measured.figures();
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(
        Map.of("figures", figures, "warnings", List.copyOf(measured.warnings)), Path.of(args[0]));
    System.exit(figures.stream().allMatch(each -> each.met().orElse(true)) ? 0 : 1);
  }

  private void turn(int seconds) throws IOException, InterruptedException {
    try (LabTarget target = LabTarget.start(LabConfig.defaults());
        WatchedParts parts = WatchedParts.start()) {
      well.add(lag(run(target, parts.answering(), parts.receivers(true), seconds)));
      parts.exitSoon(seconds);
      JsonNode run = run(target, parts.failing(), parts.receivers(false), seconds);
      failing.add(lag(run));
      run.at("/run/warnings").forEach(each -> warnings.add(each.asText().split(":", 3)[0]));
    }
  }

  private static JsonNode run(LabTarget target, String sources, String receivers, int seconds)
      throws IOException, InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("plimsoll-undisturbed")) {
      Path scenario = directory.path().resolve("scenario.yaml");
      Files.writeString(scenario, SCENARIO.formatted(target.uri(), seconds, sources));
      Path alerts = directory.path().resolve("alerts.yaml");
      Files.writeString(alerts, receivers);
      return PlimsollCli.json(
          directory.path(),
          Set.of(1),
          List.of("run", scenario.toString(), "--alerts", alerts.toString()));
    }
  }

  /** Mean lag of the schedule over the run, in microseconds. */
  private static double lag(JsonNode report) {
    for (JsonNode row : report.get("resources")) {
      if (row.get("metric").asText().equals("schedule_lag_micros")) {
        return row.get("average").asDouble();
      }
    }
    throw new IllegalStateException("no schedule lag was sampled");
  }

  private List<Figure> figures() {
    double before = median(well);
    double now = median(failing);
    boolean like = now <= before * LIKE + NOISE_MICROS;
    return List.of(
        Figure.of("runs of each kind", String.valueOf(well.size())),
        Figure.of("schedule lag, all answering, µs", spread(well)),
        Figure.of("schedule lag, all failing, µs", spread(failing), "like the other", like),
        Figure.of("sources that were warned of", String.join(", ", warnings)));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f to %.0f)",
        median(values),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }
}
