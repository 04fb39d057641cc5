package io.plimsoll.report.document;

import io.plimsoll.report.query.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes reports to files. */
final class ReportFile {
  private ReportFile() {}

  static void write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new ReportException(
          ReportException.Code.CANNOT_WRITE,
          "report %s cannot be written (%s); choose another folder with --out".formatted(file, e),
          e);
    }
  }
}
