package io.plimsoll.standalone.cli;

import io.plimsoll.lab.LabConfig;
import io.plimsoll.lab.LabStartException;
import io.plimsoll.lab.LabTarget;
import io.plimsoll.load.run.RunOptions;
import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.load.scenario.Target;
import io.plimsoll.report.alert.AlertPlan;
import io.plimsoll.report.query.Reports;
import io.plimsoll.standalone.platform.Platform;
import io.plimsoll.standalone.platform.PlatformConfig;
import io.plimsoll.standalone.platform.TemporaryDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Everything in one process: broker, registry, analyzer, page, a target, and a real load"
            + " against it.",
    footer = {"", "Example: plimsoll demo --duration 30s"})
final class DemoCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private HttpOptions http;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long the load takes (default: ${DEFAULT-VALUE}).",
      defaultValue = "60s",
      converter = Arguments.Span.class)
  private Duration duration;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "demo or demo-open, of those in scenarios/ (default: ${DEFAULT-VALUE}).",
      defaultValue = "demo")
  private String scenario;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (default: plimsoll-out/RUN).")
  private Path out;

  @Option(names = "--json", description = "Prints report.json; the table goes to standard error.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Scenario read = read();
    Terminal terminal = Terminal.of(json);
    try (TemporaryDirectory directory = TemporaryDirectory.create("plimsoll-demo")) {
      Logging.toFile(directory.path().resolve("plimsoll.log"));
      PlatformConfig config =
          new PlatformConfig(
              directory.layout(),
              0,
              0,
              http.host,
              http.port,
              http.token(),
              http.insecure,
              true,
              AlertPlan.NONE);
      try (Interrupts interrupts = Interrupts.listen();
          LabTarget target = target();
          RunPlace place = RunPlace.of(Platform.start(config))) {
        return drive(new RunSession(terminal, place, interrupts), read, target, place, terminal);
      }
    }
  }

  private int drive(
      RunSession session, Scenario read, LabTarget target, RunPlace place, Terminal terminal)
      throws InterruptedException {
    Scenario aimed = read.withTarget(Target.of(target.uri().toString()).orElseThrow());
    RunOptions options = RunOptions.builder().spoolDirectory(place.spool()).build();
    RunSession.Ended ended = session.drive(aimed, options, out);
    terminal.line("Target: %,d requests by its own count".formatted(target.requestsServed()));
    if (json) {
      PrintWriter output = spec.commandLine().getOut();
      output.println(place.reports().document(ended.runId(), Reports.Format.JSON));
      output.flush();
    }
    return ended.exitCode().number();
  }

  private static LabTarget target() {
    try {
      return LabTarget.start(LabConfig.defaults());
    } catch (LabStartException e) {
      throw new CommandException(ExitCode.COULD_NOT_RUN, e.getMessage(), e);
    }
  }

  private Scenario read() {
    String resource = "/scenarios/" + scenario + ".yaml";
    try (InputStream in = DemoCommand.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new CommandException(
            ExitCode.UNUSABLE_INPUT, "--scenario " + scenario + " is not there: demo or demo-open");
      }
      Scenario whole =
          new ScenarioParser(System::getenv)
              .parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      double multiplier = (double) duration.toNanos() / whole.load().duration().toNanos();
      return whole.scaled(1, multiplier);
    } catch (ScenarioException e) {
      throw ScenarioOptions.unusable(scenario, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
