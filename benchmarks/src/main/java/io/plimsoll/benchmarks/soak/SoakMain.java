package io.plimsoll.benchmarks.soak;

import io.plimsoll.analyzer.retention.WindowRetention;
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
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A run of 24 hours of event time, many times as fast: {@code FIGURES [--quick]}. It has 2,000
 * outcomes a second (quick: 50; there are as many windows).
 *
 * <p>First the analyzer follows the run while it is written, so that compaction and purge, which
 * work by the clock on the wall, have their turns; heap and disk are looked at meanwhile. Then a
 * second one reads all of it from the start, as fast as it can, and is killed in the middle.
 */
public final class SoakMain {
  private static final int HOURS = 24;
  private static final int OPERATIONS = 3;
  private static final long PAUSE_NANOS = 200_000_000L;
  private static final String FLAT = "interval includes 0";

  /** The disk has its full size once windows of 10 s begin to expire. */
  private static final double DISK_WARM_HOURS =
      WindowRetention.DEFAULT.tenSeconds().toMinutes() / 60.0 + 1;

  private static final double HEAP_WARM_HOURS = 2;

  /** What the topic is set to. */
  private static final double TOMBSTONES_MILLIS = 60_000;

  private final List<Figure> figures = new ArrayList<>();
  private final DataSet data;
  private final double speed;

  private SoakMain(boolean quick) {
    int outcomesPerSecond = quick ? 50 : 2_000;
    speed = quick ? 1_200 : 240;
    data =
        new DataSet(
            "soak.", "soak", OPERATIONS, HOURS * 3_600L * outcomesPerSecond, outcomesPerSecond);
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      throw new IllegalArgumentException("expected: FIGURES [--quick]");
    }
    Path file = Path.of(args[0]).toAbsolutePath();
    SoakMain soak = new SoakMain(List.of(args).contains("--quick"));
    try (WorkingDirectory work = WorkingDirectory.under(file.resolveSibling("soak"));
        Lab lab = Lab.open(work.path())) {
      List<SoakSeries.Sample> samples = soak.measure(lab);
      System.out.print(FigureTable.markdown(soak.figures));
      FigureTable.write(Map.of("figures", soak.figures, "samples", samples), file);
    }
    System.exit(0);
  }

  private List<SoakSeries.Sample> measure(Lab lab)
      throws IOException, InterruptedException, ExecutionException {
    Instant start = Instant.now().minusSeconds(60 + HOURS * 3_600L);
    System.err.println("following " + data);
    String application = lab.newApplication();
    SoakSeries series;
    try (ChildJvm analyzer = start(lab, application, data.records())) {
      analyzer.await("running", Lab.LONG);
      forgetSooner(lab.cluster(data));
      series = series(lab, analyzer, application);
      FutureTask<Long> writing = new FutureTask<>(() -> data.write(lab.cluster(data), speed));
      new Thread(writing, "writer").start();
      follow(lab, application, analyzer, series, data.records());
      if (writing.get() != data.records()) {
        throw new IllegalStateException(writing.get() + " records where " + data.records());
      }
      figures.add(
          Figure.of(
              "outcomes analysed of " + data.outcomes(), analyzer.await("analysed", Lab.LONG)));
    }
    growth(series);
    disk(series, lab.cluster(data));
    queries(lab.cluster(data), start);
    catchUp(lab);
    return series.samples();
  }

  /** A minute of the clock on the wall for tombstones would be hours of the run. */
  private void forgetSooner(Cluster cluster) throws InterruptedException, ExecutionException {
    ConfigResource windows =
        new ConfigResource(ConfigResource.Type.TOPIC, cluster.topics().kpiWindows().name());
    String millis = String.valueOf((long) (TOMBSTONES_MILLIS / speed));
    AlterConfigOp sooner =
        new AlterConfigOp(new ConfigEntry("delete.retention.ms", millis), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(cluster.clientConfig())) {
      admin.incrementalAlterConfigs(Map.of(windows, List.of(sooner))).all().get();
    }
  }

  private ChildJvm start(Lab lab, String application, long upTo) throws IOException {
    return lab.start(Subject.PLIMSOLL, data, 1, upTo, application);
  }

  private SoakSeries series(Lab lab, ChildJvm analyzer, String application) {
    return new SoakSeries(
        analyzer.probe(),
        lab.stateOf(application),
        lab.brokerDirectory(),
        data.prefix() + "request-outcomes");
  }

  private void follow(Lab lab, String application, ChildJvm analyzer, SoakSeries series, long until)
      throws InterruptedException {
    analyzer.await("first", Lab.LONG);
    Cluster cluster = lab.cluster(data);
    long records = data.records();
    try (Admin admin = Admin.create(cluster.clientConfig())) {
      long committed = 0;
      while (committed < until && analyzer.isAlive()) {
        LockSupport.parkNanos(PAUSE_NANOS);
        committed = committed(admin, application, cluster);
        series.look((double) committed / records * HOURS);
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
    Slope heap = series.perHour(HEAP_WARM_HOURS, SoakSeries.Sample::heapMegabytes);
    Slope resident = series.perHour(HEAP_WARM_HOURS, SoakSeries.Sample::residentMegabytes);
    Slope state = series.perHour(HEAP_WARM_HOURS, SoakSeries.Sample::stateMegabytes);
    flat("heap after collection, MiB per hour of event time", heap);
    figures.add(
        Figure.of("highest heap after collection, MiB", whole(series.highestHeapMegabytes())));
    figures.add(Figure.of("resident memory, MiB per hour", resident.text()));
    flat("state directory, MiB per hour", state);
  }

  /** Windows of a minute stay on purpose: what they take is counted, and all else is flat. */
  private void disk(SoakSeries series, Cluster cluster) {
    String windows = cluster.topics().kpiWindows().name();
    double kept = KeptMinutes.share(cluster) * series.last().megabytesOf(windows) / HOURS;
    Slope ofWindows =
        series.perHour(DISK_WARM_HOURS, sample -> sample.megabytesOf(windows)).plus(-kept);
    Slope ofRest = series.perHour(DISK_WARM_HOURS, sample -> sample.megabytesWithout(windows));
    figures.add(
        Figure.of(
            "windows of a minute, which are kept, MiB per hour",
            String.format(Locale.ROOT, "%.2f", kept)));
    String after = " on the broker's disk after %.0f h, MiB per hour".formatted(DISK_WARM_HOURS);
    flat("kpi-windows less those" + after, ofWindows);
    flat("all other topics but the outcomes" + after, ofRest);
  }

  private void flat(String name, Slope slope) {
    figures.add(Figure.of(name, slope.text(), FLAT, slope.notGrowing()));
  }

  /**
   * Reads the whole run from its start, when partitions are read hours apart, with a kill −9 in the
   * middle: the restart finds as much to restore as there can be.
   */
  private void catchUp(Lab lab) throws IOException, InterruptedException {
    lab.forget(data);
    String application = lab.newApplication();
    double highest;
    try (ChildJvm analyzer = start(lab, application, data.records())) {
      SoakSeries series = series(lab, analyzer, application);
      follow(lab, application, analyzer, series, data.records() / 2);
      analyzer.kill();
      highest = series.highestHeapMegabytes();
    }
    try (ChildJvm again = start(lab, application, 1)) {
      again.await("running", Lab.LONG);
      double seconds = (System.nanoTime() - again.startedNanos()) / 1e9;
      SoakSeries series = series(lab, again, application);
      follow(lab, application, again, series, data.records());
      again.await("analysed", Lab.LONG);
      highest = Math.max(highest, series.highestHeapMegabytes());
      figures.add(
          Figure.of(
              "kill −9 in the middle of catching up: restart to restored and running, s",
              String.format(Locale.ROOT, "%.1f", seconds),
              "≤ 10",
              seconds <= 10));
    }
    figures.add(Figure.of("highest heap after collection while catching up, MiB", whole(highest)));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private void queries(Cluster cluster, Instant start) throws IOException, InterruptedException {
    PercentileQueries queries =
        PercentileQueries.measure(cluster, data.runId(), start, Duration.ofHours(HOURS));
    figures.add(
        Figure.of(
            "a new report service has read the run, s",
            String.format(Locale.ROOT, "%.1f", queries.loadSeconds())));
    figures.add(
        Figure.of(
            "percentiles over %d hours, p99 (p50) of the answers, ms".formatted(HOURS),
            String.format(Locale.ROOT, "%.1f (%.1f)", queries.p99Millis(), queries.p50Millis()),
            "≤ 50",
            queries.p99Millis() <= 50));
  }
}
