package io.plimsoll.benchmarks.sampling;

import io.plimsoll.benchmarks.figures.Figure;
import io.plimsoll.benchmarks.figures.FigureTable;
import io.plimsoll.benchmarks.pipeline.WorkingDirectory;
import io.plimsoll.benchmarks.process.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What sampling costs: the host, five processes and an endpoint of 500 series, once a second. All
 * the processor time of a JVM that does nothing else, compilation and collection included. {@code
 * FIGURES [--quick]}; ends with 1 when the goal is missed.
 */
public final class SamplingMain {
  private static final int PROCESSES = 5;
  private static final double MOST_OF_A_CORE = 1;
  private static final Duration AT_MOST = Duration.ofMinutes(1);

  private SamplingMain() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]).toAbsolutePath();
    boolean quick = List.of(args).contains("--quick");
    List<ChildJvm> sampled = new ArrayList<>();
    List<Figure> figures;
    try (WorkingDirectory work = WorkingDirectory.under(file.resolveSibling("sampling"))) {
      for (int i = 0; i < PROCESSES; i++) {
        sampled.add(ChildJvm.start(List.of("-Xmx64m"), List.of(ExpositionMain.class.getName())));
      }
      Path sources = Files.writeString(work.path().resolve("sources.yaml"), section(sampled));
      figures = measure(sources, quick);
    } finally {
      sampled.forEach(ChildJvm::close);
    }
    System.out.print(FigureTable.markdown(figures));
    FigureTable.write(Map.of("figures", figures), file);
    System.exit(figures.stream().allMatch(each -> each.met().orElse(true)) ? 0 : 1);
  }

  private static String section(List<ChildJvm> sampled) throws InterruptedException {
    StringBuilder section = new StringBuilder("sample:\n  - host\n");
    for (ChildJvm each : sampled) {
      section.append("  - process: { port: ").append(each.await("port", AT_MOST)).append(" }\n");
    }
    return section
        .append("  - prometheus: http://127.0.0.1:")
        .append(sampled.get(0).await("port", AT_MOST))
        .append("/metrics\n")
        .toString();
  }

  private static List<Figure> measure(Path sources, boolean quick) throws Exception {
    try (ChildJvm sampler =
        ChildJvm.start(
            List.of("-Xmx128m", "-XX:+UseSerialGC"),
            List.of(SamplerMain.class.getName(), sources.toString()))) {
      sampler.await("ready", AT_MOST);
      pause(Duration.ofSeconds(quick ? 15 : 240)); // what runs once a second is compiled late
      sampler.nudge();
      sampler.await("begun", AT_MOST);
      double before = cpuSeconds(sampler);
      long began = System.nanoTime();
      pause(Duration.ofSeconds(quick ? 20 : 60));
      double used = cpuSeconds(sampler) - before;
      double seconds = (double) (System.nanoTime() - began) / 1e9;
      sampler.nudge();
      double share = used / seconds * 100;
      return List.of(
          Figure.of(
              "CPU of sampling, % of a core",
              decimal(share), "≤ " + MOST_OF_A_CORE, share <= MOST_OF_A_CORE),
          Figure.of("values per second", decimal(sampler.number("values", AT_MOST) / seconds)),
          Figure.of("bytes per second", decimal(sampler.number("bytes", AT_MOST) / seconds)),
          Figure.of("missing samples", orNone(sampler.await("missing", AT_MOST))));
    }
  }

  private static double cpuSeconds(ChildJvm sampler) {
    return (double) sampler.probe().cpu().orElseThrow().toNanos() / 1e9;
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "none" : text;
  }

  private static void pause(Duration length) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
