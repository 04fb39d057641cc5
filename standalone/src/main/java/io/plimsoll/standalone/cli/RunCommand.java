package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioPlan;
import io.plimsoll.report.TopicReports;
import io.plimsoll.report.query.Reports;
import io.plimsoll.report.view.Retention;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.standalone.platform.DataLayout;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import io.plimsoll.standalone.platform.Serving;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll run SCENARIO}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a scenario and ends with its verdict.",
    footer = {
      "",
      "Example: plimsoll run scenarios/demo.yaml --target http://127.0.0.1:9000 --out reports/",
      "Without --bootstrap-servers it uses the plimsoll serve of --data, or else everything embedded."
    })
final class RunCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ScenarioOptions scenario;
  @Mixin private ClusterOptions cluster;
  @Mixin private DataOption data;
  @Mixin private HttpOptions http;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (default: plimsoll-out/RUN).")
  private Path out;

  @Option(names = "--commit", paramLabel = "SHA", description = "Commit under test.")
  private String commit;

  @Option(names = "--branch", paramLabel = "NAME", description = "Branch under test.")
  private String branch;

  @Option(names = "--environment", paramLabel = "NAME", description = "Where it runs.")
  private String environment;

  @Option(
      names = "--label",
      paramLabel = "K=V",
      description = "A label of the run; may be repeated.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--allow-unreachable",
      description = "Runs although the scenario's own pacing cannot reach one of its limits.")
  private boolean allowUnreachable;

  @Option(names = "--json", description = "Prints report.json; the table goes to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Scenario read = scenario.read();
    if (!allowUnreachable) {
      ScenarioOptions.requireReachable(ScenarioPlan.of(read));
    }
    DataLayout layout = data.prepared();
    Optional<Cluster> elsewhere = cluster.cluster().or(() -> served(layout));
    return elsewhere.isPresent()
        ? onCluster(read, layout, elsewhere.get())
        : embedded(read, layout);
  }

  private static Optional<Cluster> served(DataLayout layout) {
    return Serving.find(layout)
        .map(serving -> new Cluster(serving.bootstrapServers(), serving.schemaRegistry()));
  }

  private int embedded(Scenario read, DataLayout layout) throws InterruptedException {
    PlatformConfig config =
        new PlatformConfig(layout, 0, 0, http.host, http.port, http.token(), http.insecure, true);
    try (Platform platform = Platform.start(config)) {
      Optional<String> page = Optional.of(platform.reports().url());
      return session(read, layout, platform.cluster(), platform.reports().reports(), page);
    }
  }

  private int onCluster(Scenario read, DataLayout layout, Cluster where)
      throws InterruptedException {
    try (TopicReports topics = TopicReports.open(where, Retention.DEFAULT)) {
      Optional<String> page = Serving.find(layout).map(Serving::page);
      return session(read, layout, where, topics.reports(), page);
    }
  }

  private int session(
      Scenario read, DataLayout layout, Cluster where, Reports reports, Optional<String> page)
      throws InterruptedException {
    RunSession.Ended ended =
        new RunSession(Terminal.of(json), where, reports, page).drive(read, options(layout), out);
    if (json) {
      PrintWriter output = spec.commandLine().getOut();
      output.println(reports.document(ended.runId(), Reports.Format.JSON));
      output.flush();
    }
    return ended.exitCode().number();
  }

  private RunOptions options(DataLayout layout) {
    return RunOptions.builder()
        .commit(commit)
        .branch(branch)
        .environment(environment)
        .labels(labels)
        .spoolDirectory(layout.spool())
        .build();
  }
}
