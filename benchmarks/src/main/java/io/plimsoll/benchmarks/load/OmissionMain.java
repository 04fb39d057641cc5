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
 * Coordinated omission: a target that stalls for one second in every ten, at 1,000 arrivals per
 * second. What plimsoll reports beside the truth, which is known in closed form, and beside what
 * others report of the same target. {@code FIGURES PEERS [--quick]}; ends with 1 when a goal is
 * missed.
 */
public final class OmissionMain {
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};
  private static final int RATE = 1_000;
  private static final int WARM_UP_SECONDS = 20; // two stalls: what follows one is compiled, too
  private static final double TOLERANCE = 0.02;

  private final StallTruth truth = StallTruth.ofTarget();
  private final List<Figure> figures = new ArrayList<>();
  private final Path directory;
  private final int seconds;

  private OmissionMain(Path directory, int seconds) {
    this.directory = directory;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]).toAbsolutePath();
    boolean quick = List.of(args).contains("--quick");
    List<Figure> figures;
    try (WorkingDirectory work = WorkingDirectory.under(file.resolveSibling("omission"));
        ChildJvm target =
            ChildJvm.startPinned(
                Pinned.TARGET_CORE, List.of("-Xmx64m"), List.of(StallingTarget.class.getName()))) {
      String url = "http://127.0.0.1:" + target.await("port", Duration.ofSeconds(30));
      // Whole periods only: the truth holds for them, wherever the first one begins.
      OmissionMain omission = new OmissionMain(work.path(), quick ? 30 : 100);
      omission.plimsoll(url);
      figures = omission.figures;
      FetchedPeers peers = new FetchedPeers(Path.of(args[1]));
      figures.addAll(new OmissionPeers(work.path(), peers, url, RATE, omission.seconds).all());
    }
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(Map.of("figures", figures), file);
    System.exit(figures.stream().allMatch(each -> each.met().orElse(true)) ? 0 : 1);
  }

  private void plimsoll(String url) throws IOException, InterruptedException {
    Path scenario = directory.resolve("scenario.yaml");
    Files.writeString(
        scenario,
        """
        name: omission
        target: %s
        load: { arrivals: { rate: %d/s, for: %ds } }
        maxConnections: 64
        steps: [ { get: / } ]
        """
            .formatted(url, RATE, WARM_UP_SECONDS + seconds));
    try (ChildJvm run =
        ChildJvm.startPinned(
            Pinned.GENERATOR_CORE,
            ChildJvm.AS_LAUNCHED,
            List.of(
                ArrivalsSubject.class.getName(),
                scenario.toString(),
                String.valueOf(WARM_UP_SECONDS),
                String.valueOf(RATE * seconds)))) {
      Duration limit = Duration.ofSeconds(WARM_UP_SECONDS + seconds + 60);
      for (double q : QUANTILES) {
        judge(q, run.number("response-" + q, limit) / 1e3);
      }
      double count = run.number("count", limit);
      figures.add(
          Figure.of(
              "plimsoll: arrivals recorded",
              String.format(Locale.ROOT, "%,.0f", count),
              String.format(Locale.ROOT, "%,d", RATE * seconds),
              count == (double) RATE * seconds));
    }
  }

  private void judge(double q, double millis) {
    double expected = truth.quantile(q);
    // Where the truth is "at once" a share of it says nothing; the stall's length is taken then.
    boolean atOnce = expected == 0;
    double most = (atOnce ? truth.stallMillis() : expected) * TOLERANCE;
    figures.add(
        Figure.of(
            "plimsoll: p" + percent(q) + ", ms",
            String.format(Locale.ROOT, "%.1f", millis),
            atOnce
                ? String.format(Locale.ROOT, "at once: ≤ %.0f", most)
                : String.format(Locale.ROOT, "%.0f ± %.0f %%", expected, TOLERANCE * 100),
            Math.abs(millis - expected) <= most));
  }

  private static String percent(double q) {
    return String.valueOf(Math.round(q * 1000) / 10.0).replace(".0", "");
  }
}
