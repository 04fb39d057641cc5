package io.plimsoll.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH benchmarks of one package, prints a Markdown table and writes JMH's JSON: {@code
 * NAME FILE [--quick]}.
 */
public final class JmhMain {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private JmhMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      throw new IllegalArgumentException("expected: NAME FILE [--quick]");
    }
    Path figures = Path.of(args[1]).toAbsolutePath();
    Files.createDirectories(figures.getParent());
    boolean quick = List.of(args).contains("--quick");
    Collection<RunResult> results =
        new Runner(options(args[0], quick).result(figures.toString()).build()).run();
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no benchmark in " + args[0]);
    }
    System.out.print(table(results));
  }

  /** Quick: one JVM and a second for each; else three JVMs and half a minute for each. */
  private static ChainedOptionsBuilder options(String name, boolean quick) {
    return new OptionsBuilder()
        .include("^" + JmhMain.class.getPackageName() + "\\." + name + "\\.")
        .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
        .forks(quick ? 1 : 3)
        .warmupIterations(quick ? 3 : 5)
        .warmupTime(TimeValue.milliseconds(quick ? 300 : 1_000))
        .measurementIterations(5)
        .measurementTime(TimeValue.milliseconds(quick ? 200 : 1_000))
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .resultFormat(ResultFormatType.JSON);
  }

  private static String table(Collection<RunResult> results) {
    StringBuilder table =
        new StringBuilder("| benchmark | ns per operation | ± (99.9 %) | bytes allocated |\n")
            .append("|---|---:|---:|---:|\n");
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.0f |%n",
              title(result.getParams()),
              time.getScore(),
              time.getScoreError(),
              allocated == null ? 0 : allocated.getScore()));
    }
    return table.toString();
  }

  private static String title(BenchmarkParams params) {
    String[] path = params.getBenchmark().split("\\.", -1);
    String settings =
        params.getParamsKeys().stream()
            .map(key -> key + "=" + params.getParam(key))
            .collect(Collectors.joining(", "));
    return path[path.length - 1] + (settings.isEmpty() ? "" : " (" + settings + ")");
  }
}
