package io.plimsoll.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts programs on one core each: the target's, or the generator's. */
final class Pinned {
  static final int TARGET_CORE = 0;
  static final int GENERATOR_CORE = 1;

  private Pinned() {}

  /**
   * Starts it with its output going to a file.
   *
   * @param log where standard output and error go
   */
  static Process start(int core, Path log, List<String> command) throws IOException {
    List<String> line = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
    line.addAll(command);
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  /** Where a program is, by PATH and the places Debian keeps servers. */
  static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    for (String directory : path.split(":", -1)) {
      Path file = Path.of(directory, program);
      if (!directory.isEmpty() && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
