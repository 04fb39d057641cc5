package io.plimsoll.standalone.cli;

import io.plimsoll.load.run.SamplingAgent;
import io.plimsoll.load.scenario.SampledSource;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.schemas.topic.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll agent}. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = "Samples this machine while runs go on that are driven from elsewhere.",
    footer = {
      "",
      "Example: plimsoll agent --sample-only --bootstrap-servers kafka:9092 --schema-registry http://registry:8081 --name db1",
      "Sources are told apart by the name: host@db1."
    })
final class AgentCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--sample-only", description = "Drives no load; only samples what runs here.")
  private boolean sampleOnly;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Samples for this run only, and ends with it (default: every run).")
  private String run;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What this machine is called in reports (default: its host name).")
  private String name;

  @Option(
      names = "--sample",
      paramLabel = "FILE",
      description = "A file with a sample: section, such as a scenario (default: the host).")
  private Path file;

  @Override
  public Integer call() throws InterruptedException {
    if (!sampleOnly) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "an agent of its own only samples: give --sample-only. plimsoll run drives load");
    }
    Logging.toStandardError();
    Cluster where = cluster.required();
    List<SampledSource> sources = sources();
    String machine = name == null ? hostName() : name;
    try (Shutdown shutdown = Shutdown.listen(() -> {});
        SamplingAgent agent =
            SamplingAgent.start(sources, machine, Optional.ofNullable(run), where)) {
      spec.commandLine()
          .getOut()
          .printf("Sampling %s for %s; Ctrl-C ends it.%n", machine, run == null ? "all runs" : run);
      spec.commandLine().getOut().flush();
      shutdown.awaitRequest(agent::failure, agent::done);
    }
    return ExitCode.PASSED.number();
  }

  private List<SampledSource> sources() {
    if (file == null) {
      return List.of(SampledSource.HOST);
    }
    try {
      return new ScenarioParser(System::getenv).readSources(file);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT, "--sample " + file + " cannot be read: " + e, e);
    } catch (ScenarioException e) {
      throw ScenarioOptions.unusable(file.toString(), e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT, "this machine does not know its name: give --name", e);
    }
  }
}
