package io.plimsoll.standalone.cli;

import io.plimsoll.standalone.platform.DataLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the embedded parts keep their data. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where runs are kept (default: ${DEFAULT-VALUE}).",
      defaultValue = ".plimsoll")
  private Path directory;

  DataLayout layout() {
    return new DataLayout(directory);
  }

  /** The layout, with its directory there and the log in it. */
  DataLayout prepared() {
    DataLayout layout = layout();
    try {
      Files.createDirectories(layout.root());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.COULD_NOT_RUN,
          "--data "
              + directory
              + " cannot be created ("
              + e
              + "): name a directory this user may write",
          e);
    }
    Logging.toFile(layout.log());
    return layout;
  }
}
