package io.plimsoll.standalone.cli;

import io.plimsoll.report.query.Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the documents of a run. */
final class ReportFiles {
  private ReportFiles() {}

  /** The directory asked for, or the usual one. */
  static Path directory(Path asked, String runId) {
    return asked != null ? asked : Path.of("plimsoll-out", runId);
  }

  /**
   * Writes report.html, report.json and report.md and returns them.
   *
   * @throws CommandException when the directory cannot be written
   */
  static List<Path> write(Reports reports, String runId, Path directory) {
    try {
      Files.createDirectories(directory);
      List<Path> written = new ArrayList<>();
      for (Reports.Format format : Reports.Format.values()) {
        Path file = directory.resolve("report." + format.extension());
        Files.writeString(file, reports.document(runId, format), StandardCharsets.UTF_8);
        written.add(file);
      }
      return written;
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.COULD_NOT_RUN,
          "the report cannot be written to %s (%s): name another directory with --out"
              .formatted(directory, e),
          e);
    }
  }
}
