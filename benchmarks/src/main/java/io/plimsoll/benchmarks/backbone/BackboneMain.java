package io.plimsoll.benchmarks.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.figures.Slope;
import io.plimsoll.benchmarks.process.ProcessProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The whole in one process: generator, broker, analyzer, report service and target in one JVM at
 * 2,000 requests per second. {@code ROOT FIGURES [--quick]}; ends with 1 when a goal is missed.
 */
public final class BackboneMain {
  private final List<Figure> figures = new ArrayList<>();
  private final Path root;
  private final Path out;
  private final boolean quick;

  private BackboneMain(Path root, Path out, boolean quick) {
    this.root = root;
    this.out = out;
    this.quick = quick;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      throw new IllegalArgumentException("expected: ROOT FIGURES [--quick]");
    }
    Path file = Path.of(args[1]).toAbsolutePath();
    Path out = file.resolveSibling("backbone-report");
    Files.createDirectories(out);
    BackboneMain backbone =
        new BackboneMain(Path.of(args[0]), out, List.of(args).contains("--quick"));
    MemorySeries memory = backbone.measure();
    System.out.print(FigureTable.markdown(backbone.figures));
    FigureTable.write(Map.of("figures", backbone.figures, "memory", memory.samples()), file);
    System.exit(backbone.figures.stream().allMatch(f -> f.met().orElse(true)) ? 0 : 1);
  }

  private MemorySeries measure() throws Exception {
    try (DemoProcess demo = DemoProcess.start(root, quick ? "40s" : "5m", out)) {
      CompletableFuture<FirstWindow> firstWindow = FirstWindow.seen(demo.page());
      ProcessProbe probe = new ProcessProbe(demo.process().pid());
      MemorySeries memory = new MemorySeries(probe, demo.startedNanos());
      memory.follow(demo.process(), Duration.ofSeconds(quick ? 2 : 5));
      JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
      start(demo, firstWindow.get(1, TimeUnit.SECONDS));
      account(demo, report);
      memory(memory, demo, report);
      int code = demo.process().exitValue();
      figures.add(Figure.of("exit code", String.valueOf(code), "0", code == 0));
      return memory;
    }
  }

  private void start(DemoProcess demo, FirstWindow seen) {
    double request = seconds(demo.startedAt(), seen.firstStart());
    double window = seconds(seen.firstStart(), seen.visible());
    figures.add(Figure.of("command to first request, s", two(request), "≤ 8", request <= 8));
    figures.add(
        Figure.of("first request to first window on the page, s", two(window), "≤ 3", window <= 3));
  }

  private void account(DemoProcess demo, JsonNode report) throws InterruptedException {
    long emitted = report.at("/ledger/emitted").asLong();
    long analysed = report.at("/ledger/analysed").asLong();
    long target = demo.number("Target:");
    double rate = report.at("/operations/0/throughputPerSecond").asDouble();
    figures.add(Figure.of("requests per second", two(rate)));
    figures.add(
        Figure.of(
            "emitted = analysed = target's own count",
            String.format(Locale.ROOT, "%,d = %,d = %,d", emitted, analysed, target),
            "equal",
            emitted > 0 && emitted == analysed && analysed == target));
    JsonNode all = report.at("/operations/0");
    figures.add(
        Figure.of(
            "response time p50 / p99 / max, ms",
            "%s / %s / %s"
                .formatted(
                    two(all.at("/response/p50").asDouble()),
                    two(all.at("/response/p99").asDouble()),
                    two(all.at("/response/max").asDouble()))));
  }

  /** From the end of the first minute (of a quick run, from 15 s) to the end of the load. */
  private void memory(MemorySeries memory, DemoProcess demo, JsonNode report) {
    double from = quick ? 15 : 60;
    double to = seconds(demo.startedAt(), Instant.parse(report.at("/run/endedAt").asText()));
    double highest = memory.highest();
    Slope slope = memory.perMinute(from, to);
    figures.add(Figure.of("highest resident memory, MiB", two(highest), "< 1536", highest < 1536));
    figures.add(
        new Figure(
            "growth of it from second %.0f, MiB a minute".formatted(from),
            slope.text(),
            quick ? "" : "interval includes 0",
            quick ? Optional.empty() : Optional.of(slope.notGrowing())));
    double heap =
        memory.samples().stream()
            .mapToDouble(MemorySeries.Sample::heapMegabytes)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN);
    figures.add(Figure.of("highest heap in use, MiB", two(heap)));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
