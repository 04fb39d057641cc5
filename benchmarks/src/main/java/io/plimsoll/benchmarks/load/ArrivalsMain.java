package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.pipeline.WorkingDirectory;
import io.plimsoll.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How exactly arrivals keep their schedule: 5,000 per second at nginx, after a warm-up. {@code
 * FIGURES [--quick]}; ends with 1 when a goal is missed.
 */
public final class ArrivalsMain {
  private static final int RATE = 5_000;

  private ArrivalsMain() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]).toAbsolutePath();
    boolean quick = List.of(args).contains("--quick");
    int seconds = quick ? 20 : 60;
    int warmUp = quick ? 10 : 20;
    List<Figure> figures;
    try (WorkingDirectory work = WorkingDirectory.under(file.resolveSibling("arrivals"));
        NginxTarget target = NginxTarget.start(work.path())) {
      Path scenario = work.path().resolve("scenario.yaml");
      Files.writeString(
          scenario,
          """
          name: arrivals
          target: %s
          load: { arrivals: { rate: %d/s, for: %ds } }
          maxConnections: 64
          steps: [ { get: / } ]
          """
              .formatted(target.url(), RATE, warmUp + seconds));
      try (ChildJvm run =
          ChildJvm.startPinned(
              Pinned.GENERATOR_CORE,
              ChildJvm.AS_LAUNCHED,
              List.of(
                  ArrivalsSubject.class.getName(),
                  scenario.toString(),
                  String.valueOf(warmUp),
                  String.valueOf(RATE * seconds)))) {
        figures = figures(run, Duration.ofSeconds(warmUp + seconds + 60L), RATE * (long) seconds);
      }
      figures.addAll(floor());
      long all = RATE * (long) (warmUp + seconds);
      long served = target.requests();
      figures.add(
          Figure.of(
              "requests nginx has served, with the warm-up",
              grouped(served),
              grouped(all),
              served == all));
    }
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(Map.of("figures", figures), file);
    System.exit(figures.stream().allMatch(each -> each.met().orElse(true)) ? 0 : 1);
  }

  private static List<Figure> figures(ChildJvm run, Duration limit, long expected)
      throws InterruptedException {
    List<Figure> figures = new ArrayList<>();
    double median = run.number("lateness-0.5", limit);
    double p99 = run.number("lateness-0.99", limit);
    long count = (long) run.number("count", limit);
    figures.add(Figure.of("outcomes", grouped(count), grouped(expected), count == expected));
    figures.add(Figure.of("lateness p50, µs", micros(median), "≤ 10", median <= 10));
    figures.add(Figure.of("lateness p90, µs", micros(run.number("lateness-0.9", limit))));
    figures.add(Figure.of("lateness p99, µs", micros(p99), "≤ 1,000", p99 <= 1_000));
    figures.add(Figure.of("lateness p99.9, µs", micros(run.number("lateness-0.999", limit))));
    figures.add(Figure.of("lateness max, µs", micros(run.number("lateness-1.0", limit))));
    figures.add(Figure.of("fails", grouped((long) run.number("fails", limit))));
    return figures;
  }

  /** What a thread manages that only sleeps, on the same core. */
  private static List<Figure> floor() throws IOException, InterruptedException {
    Duration limit = Duration.ofSeconds(60);
    try (ChildJvm floor =
        ChildJvm.startPinned(
            Pinned.GENERATOR_CORE,
            ChildJvm.AS_LAUNCHED,
            List.of(TimerFloor.class.getName(), String.valueOf(RATE), "10"))) {
      return List.of(
          Figure.of("a thread that only sleeps: p50, µs", micros(floor.number("floor-0.5", limit))),
          Figure.of(
              "a thread that only sleeps: p99, µs", micros(floor.number("floor-0.99", limit))),
          Figure.of(
              "a thread that only sleeps: max, µs", micros(floor.number("floor-1.0", limit))));
    }
  }

  private static String micros(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
