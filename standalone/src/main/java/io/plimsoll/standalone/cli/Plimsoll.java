package io.plimsoll.standalone.cli;

import io.plimsoll.lab.LabTargetMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code plimsoll} command. */
@Command(
    name = "plimsoll",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Finds the load line of a system.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      SuiteCommand.class,
      ProfileCommand.class,
      CapacityCommand.class,
      CheckCommand.class,
      ServeCommand.class,
      RunsCommand.class,
      KpisCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      GateCommand.class,
      BaselineCommand.class,
      HistoryCommand.class,
      AcknowledgeCommand.class,
      AgentCommand.class,
      AnalyzerCommand.class,
      ReportServiceCommand.class,
      LabTargetMain.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 passed, 1 a limit failed, 2 unusable input, 3 could not run,",
      "4 incomplete data (no verdict), 130 interrupted.",
      "",
      "Try: plimsoll demo"
    })
public final class Plimsoll implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int exitCode = execute(arguments);
    // Libraries may leave threads behind; the command is done, and says so.
    System.exit(exitCode);
  }

  static int execute(String... arguments) {
    CommandLine line = new CommandLine(new Plimsoll());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler(Plimsoll::wrongUse);
    line.setExecutionExceptionHandler(new Failures());
    return line.execute(arguments);
  }

  private static int wrongUse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("plimsoll: " + e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.UNUSABLE_INPUT.number();
  }

  /** Without a command: the help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
