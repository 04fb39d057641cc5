package io.plimsoll.benchmarks.finding;

import io.plimsoll.analyzer.finding.FindingSink;
import io.plimsoll.analyzer.finding.FindingStore;
import io.plimsoll.analyzer.finding.FindingWatch;
import io.plimsoll.analyzer.kpi.KpiAccumulator;
import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.schemas.LoadModel;
import io.plimsoll.schemas.PhasePlan;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * CPU that detectors and attribution cost for a second of event time with 100 operations and 50
 * resources at 20,000 outcomes a second: {@code FIGURES [--quick]}. What it writes to the store is
 * made and counted, and dropped.
 */
public final class FindingCostMain {
  private static final long SECOND = 1_000_000;
  private static final long START = 1_800_000_000L * SECOND;
  private static final int OPERATIONS = 100;
  private static final int RESOURCES = 50;
  private static final int PER_SECOND = 20_000;

  private final Random random = new Random(1);
  private final Map<String, KpiAccumulator> second = new HashMap<>();
  private long storedBytes;

  private FindingCostMain() {}

  public static void main(String[] args) throws Exception {
    int seconds = List.of(args).contains("--quick") ? 600 : 3_600;
    FindingCostMain run = new FindingCostMain();
    run.measure(seconds / 4); // the compiler warms up
    run.storedBytes = 0;
    double micros = run.measure(seconds);
    List<Figure> figures =
        List.of(
            Figure.of("CPU µs for a second of event time", "%.0f".formatted(micros)),
            Figure.of(
                "CPU, % of a core", String.format(Locale.ROOT, "%.2f", 100 * micros / SECOND)),
            Figure.of(
                "KiB stored for a second", "%.1f".formatted(run.storedBytes / 1024.0 / seconds)));
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(figures, Path.of(args[0]));
  }

  private double measure(int seconds) {
    FindingWatch watch = new FindingWatch(record(seconds));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Dropped store = new Dropped();
    FindingSink sink = finding -> {};
    long spent = 0;
    for (int i = 0; i < seconds; i++) {
      long start = START + i * SECOND;
      outcomes();
      List<SystemSample> samples = samples(start);
      long before = threads.getCurrentThreadCpuTime();
      samples.forEach(watch::sample);
      watch.judge(start + SECOND, from -> Math.max(from, START), this::tell, store, sink);
      watch.save(store);
      spent += threads.getCurrentThreadCpuTime() - before;
    }
    return spent / 1e3 / seconds;
  }

  private void tell(long at, Predicate<String> wanted, BiConsumer<String, KpiAccumulator> visitor) {
    second.forEach(
        (operation, kpis) -> {
          if (wanted.test(operation)) {
            visitor.accept(operation, kpis);
          }
        });
  }

  private void outcomes() {
    second.clear();
    KpiAccumulator whole = new KpiAccumulator();
    for (int operation = 0; operation < OPERATIONS; operation++) {
      KpiAccumulator kpis = new KpiAccumulator();
      for (int i = 0; i < PER_SECOND / OPERATIONS; i++) {
        long took = (long) (10_000 * Math.exp(0.5 * random.nextGaussian()));
        kpis.add(0, START, START, START + took, 100, 1000);
      }
      whole.merge(kpis);
      second.put("operation-" + operation, kpis);
    }
    second.put("*", whole);
  }

  private List<SystemSample> samples(long start) {
    Map<String, Double> values = new HashMap<>();
    for (int i = 0; i < RESOURCES / 5; i++) {
      values.put("memory_rss_bytes", 1e8 + 1e6 * random.nextGaussian());
      values.put("open_descriptors", 100 + random.nextInt(5) * 1.0);
      values.put("threads", 50.0);
      values.put("cpu_ratio", random.nextDouble());
      values.put("cpu_throttled_ratio", 0.0);
    }
    return IntStream.range(0, RESOURCES / 5)
        .mapToObj(
            i ->
                SystemSample.newBuilder()
                    .setRunId("r")
                    .setAgentId("a")
                    .setSource((i % 2 == 0 ? "process:p" : "container:c") + i)
                    .setSourceKind(SourceKind.PROCESS)
                    .setAtMicros(start)
                    .setValues(values)
                    .build())
        .toList();
  }

  private static RunRecord record(int seconds) {
    return RunRecord.newBuilder()
        .setRunId("r")
        .setScenario("cost")
        .setScenarioHash("0")
        .setStatus(RunStatus.RUNNING)
        .setStartedAtMicros(START)
        .setAgents(List.of("a"))
        .setPlan(
            List.of(
                new PhasePlan("steady", LoadModel.OPEN, 0L, seconds * SECOND, 20_000.0, 20_000.0)))
        .build();
  }

  private final class Dropped implements FindingStore {
    @Override
    public void putSnapshot(int chunk, byte[] bytes) {
      storedBytes += bytes.length;
    }

    @Override
    public void putRow(long startMicros, byte[] row) {
      storedBytes += row.length;
    }

    @Override
    public void deleteRow(long startMicros) {
      // nothing was kept
    }

    @Override
    public void putAhead(byte[] readings) {
      storedBytes += readings.length;
    }
  }
}
