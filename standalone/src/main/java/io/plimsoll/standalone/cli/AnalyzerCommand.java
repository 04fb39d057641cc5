package io.plimsoll.standalone.cli;

import io.plimsoll.analyzer.Analyzer;
import io.plimsoll.analyzer.AnalyzerConfig;
import io.plimsoll.schemas.topic.Cluster;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll analyzer}. */
@Command(
    name = "analyzer",
    mixinStandardHelpOptions = true,
    description =
        "The stream analyzer alone, for a distributed deployment. Start several to share the work.",
    footer = {
      "",
      "Example: plimsoll analyzer --bootstrap-servers kafka:9092 --schema-registry"
          + " http://registry:8081"
    })
final class AnalyzerCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Where Kafka Streams keeps its own (default: ${DEFAULT-VALUE}).",
      defaultValue = ".plimsoll/streams")
  private Path stateDirectory;

  @Mixin private MetricsOptions metrics;

  @Override
  public Integer call() throws InterruptedException {
    Logging.toStandardError();
    Cluster where = cluster.required();
    try (Shutdown shutdown = Shutdown.listen(() -> {});
        Analyzer analyzer = Analyzer.start(new AnalyzerConfig(where, stateDirectory));
        MetricsOptions.Server metricsServer = metrics.serve(analyzer::metrics)) {
      spec.commandLine()
          .getOut()
          .println("Analysing " + where.bootstrapServers() + metricsServer + "; Ctrl-C ends it.");
      shutdown.awaitRequest(
          () -> analyzer.failure().map(e -> "the analyzer stopped: " + e.getMessage()));
    }
    return ExitCode.PASSED.number();
  }
}
