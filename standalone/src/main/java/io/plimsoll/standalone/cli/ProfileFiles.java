package io.plimsoll.standalone.cli;

import io.plimsoll.report.document.ScalingHtml;
import io.plimsoll.report.document.ScalingMarkdown;
import io.plimsoll.report.query.Json;
import io.plimsoll.report.scaling.Scaling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the documents of a scaling profile. */
final class ProfileFiles {
  private ProfileFiles() {}

  /**
   * Writes profile.html, profile.json and profile.md and returns them.
   *
   * @throws CommandException when the directory cannot be written
   */
  static List<Path> write(Scaling scaling, Path directory) {
    Map<String, String> documents =
        new TreeMap<>(
            Map.of(
                "profile.html", ScalingHtml.write(scaling),
                "profile.json", Json.writePretty(scaling),
                "profile.md", ScalingMarkdown.write(scaling)));
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> document : documents.entrySet()) {
        Path file = directory.resolve(document.getKey());
        Files.writeString(file, document.getValue(), StandardCharsets.UTF_8);
        written.add(file);
      }
      return written;
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.COULD_NOT_RUN,
          "the profile cannot be written to %s (%s): name another directory with --out"
              .formatted(directory, e),
          e);
    }
  }
}
