package io.plimsoll.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code plimsoll baseline}. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    description = "What runs are held against, per scenario, branch and environment.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BaselineSetCommand.class,
      BaselineListCommand.class,
      BaselineShowCommand.class,
      BaselineImportCommand.class
    },
    footer = {"", "Example: plimsoll baseline set latest"})
final class BaselineCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.UNUSABLE_INPUT.number();
  }
}
