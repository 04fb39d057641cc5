package io.plimsoll.benchmarks.soak;

import io.plimsoll.benchmarks.data.DataSet;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.figures.Slope;
import io.plimsoll.benchmarks.pipeline.Lab;
import io.plimsoll.benchmarks.pipeline.Subject;
import io.plimsoll.benchmarks.pipeline.WorkingDirectory;
import io.plimsoll.benchmarks.process.ChildJvm;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * A run of 24 hours of event time, replayed as fast as it can be read: {@code FIGURES [--quick]}
 * (quick: a quarter of the outcomes). It has 200 outcomes a second instead of 2,000: what must stay
 * flat depends on the windows, and of those there are as many.
 */
public final class SoakMain {
  private static final int HOURS = 24;
  private static final int OUTCOMES_PER_SECOND = 200;
  private static final int QUICK_OUTCOMES_PER_SECOND = 50;
  private static final int OPERATIONS = 3;
  private static final long PAUSE_NANOS = 200_000_000L;

  private final List<Figure> figures = new ArrayList<>();
  private final int hours = HOURS;
  private final int outcomesPerSecond;

  private SoakMain(int outcomesPerSecond) {
    this.outcomesPerSecond = outcomesPerSecond;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      throw new IllegalArgumentException("expected: FIGURES [--quick]");
    }
    Path file = Path.of(args[0]).toAbsolutePath();
    SoakMain soak =
        new SoakMain(
            List.of(args).contains("--quick") ? QUICK_OUTCOMES_PER_SECOND : OUTCOMES_PER_SECOND);
    try (WorkingDirectory work = WorkingDirectory.under(file.resolveSibling("soak"));
        Lab lab = Lab.open(work.path())) {
      List<SoakSeries.Sample> samples = soak.measure(lab);
      System.out.print(FigureTable.markdown(soak.figures));
      FigureTable.write(Map.of("figures", soak.figures, "samples", samples), file);
    }
    System.exit(0);
  }

  private List<SoakSeries.Sample> measure(Lab lab) throws IOException, InterruptedException {
    long outcomes = hours * 3_600L * outcomesPerSecond;
    DataSet data = new DataSet("soak.", "soak", OPERATIONS, outcomes, outcomesPerSecond);
    Instant start = Instant.now().minusSeconds(60 + hours * 3_600L);
    System.err.println("writing " + data);
    long records = data.write(lab.cluster(data));
    String application = lab.newApplication();
    SoakSeries series;
    try (ChildJvm analyzer = lab.start(Subject.PLIMSOLL, data, records, records, application)) {
      series =
          new SoakSeries(
              analyzer.probe(),
              lab.stateOf(application),
              lab.brokerDirectory(),
              lab.cluster(data).topics().requestOutcomes().name());
      follow(lab.cluster(data), application, analyzer, series, records);
      figures.add(
          Figure.of("outcomes analysed of " + outcomes, analyzer.await("analysed", Lab.LONG)));
    }
    growth(series);
    restart(lab, data, records, application);
    queries(lab.cluster(data), data, start);
    return series.samples();
  }

  private void follow(
      Cluster cluster, String application, ChildJvm analyzer, SoakSeries series, long records)
      throws InterruptedException {
    analyzer.await("first", Lab.LONG);
    try (Admin admin = Admin.create(cluster.clientConfig())) {
      long committed = 0;
      while (committed < records && analyzer.isAlive()) {
        LockSupport.parkNanos(PAUSE_NANOS);
        committed = committed(admin, application, cluster);
        series.look((double) committed / records * hours);
      }
    }
  }

  private static long committed(Admin admin, String application, Cluster cluster)
      throws InterruptedException {
    String topic = cluster.topics().requestOutcomes().name();
    try {
      return admin
          .listConsumerGroupOffsets(application)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
          .mapToLong(each -> each.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("offsets cannot be read", e.getCause());
    }
  }

  private void growth(SoakSeries series) {
    double warm = hours / 12.0;
    Slope heap = series.perHour(warm, SoakSeries.Sample::heapMegabytes);
    Slope resident = series.perHour(warm, SoakSeries.Sample::residentMegabytes);
    Slope state = series.perHour(warm, SoakSeries.Sample::stateMegabytes);
    Slope output = series.perHour(warm, SoakSeries.Sample::outputMegabytes);
    String flat = "interval includes 0";
    figures.add(
        Figure.of(
            "heap after collection, MiB per hour of event time",
            heap.text(),
            flat,
            heap.notGrowing()));
    figures.add(Figure.of("resident memory, MiB per hour", resident.text()));
    figures.add(Figure.of("state on disk, MiB per hour", state.text(), flat, state.notGrowing()));
    figures.add(Figure.of("broker's disk without the outcomes, MiB per hour", output.text()));
  }

  private void restart(Lab lab, DataSet data, long records, String application)
      throws IOException, InterruptedException {
    try (ChildJvm again = lab.start(Subject.PLIMSOLL, data, records, records, application)) {
      again.await("running", Lab.LONG);
      double seconds = (System.nanoTime() - again.startedNanos()) / 1e9;
      again.kill();
      figures.add(
          Figure.of(
              "restart of the process to restored and running, s",
              String.format(Locale.ROOT, "%.1f", seconds),
              "≤ 10",
              seconds <= 10));
    }
  }

  private void queries(Cluster cluster, DataSet data, Instant start)
      throws IOException, InterruptedException {
    PercentileQueries queries =
        PercentileQueries.measure(cluster, data.runId(), start, Duration.ofHours(hours));
    figures.add(
        Figure.of(
            "a new report service has read the run, s",
            String.format(Locale.ROOT, "%.1f", queries.loadSeconds())));
    figures.add(
        Figure.of(
            "percentiles over %d hours, p99 (p50) of the answers, ms".formatted(hours),
            String.format(Locale.ROOT, "%.1f (%.1f)", queries.p99Millis(), queries.p50Millis()),
            "≤ 50",
            queries.p99Millis() <= 50));
  }
}
