import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.core.impl.LocalBenchmarkData;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.core.parser.BenchmarkParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs a Hyperfoil benchmark in this JVM: {@code BENCHMARK.hf.yaml}. Its statistics are dropped. */
public final class HyperfoilRun {
  private HyperfoilRun() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    Benchmark benchmark =
        BenchmarkParser.instance()
            .buildBenchmark(
                Files.newInputStream(file), new LocalBenchmarkData(file), Map.of());
    new LocalSimulationRunner(
            benchmark, (phase, stepId, metric, snapshot, countDown) -> {}, null, null)
        .run();
    System.exit(0);
  }
}
