package io.plimsoll.benchmarks.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command line in a JVM of its own, with this one's class path and a data directory. */
public final class PlimsollCli {
  private PlimsollCli() {}

  /**
   * What a command prints as JSON; its other output goes to standard error.
   *
   * @param directory where data and reports go
   * @param arguments the command with its own options
   * @param expected exit codes that mean that it did what was asked
   * @throws IllegalStateException when it ends with another
   */
  public static JsonNode json(Path directory, Set<Integer> expected, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output.json");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-cp", System.getProperty("java.class.path")));
    command.add("io.plimsoll.standalone.cli.Plimsoll");
    command.addAll(arguments);
    command.addAll(
        List.of(
            "--http-port",
            "0",
            "--data",
            directory.resolve("data").toString(),
            "--out",
            directory.resolve("out").toString(),
            "--json"));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(directory.resolve("output.log").toFile())
            .start();
    int exitCode = process.waitFor();
    if (!expected.contains(exitCode)) {
      throw new IllegalStateException(
          "plimsoll %s ended with %d: %s"
              .formatted(
                  arguments.get(0),
                  exitCode,
                  Files.readString(directory.resolve("output.log")).strip()));
    }
    return new ObjectMapper().readTree(output.toFile());
  }
}
