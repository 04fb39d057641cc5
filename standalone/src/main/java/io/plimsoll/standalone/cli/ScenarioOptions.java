package io.plimsoll.standalone.cli;

import io.plimsoll.load.scenario.Scenario;
import io.plimsoll.load.scenario.ScenarioException;
import io.plimsoll.load.scenario.ScenarioParser;
import io.plimsoll.load.scenario.ScenarioPlan;
import io.plimsoll.load.scenario.Suite;
import io.plimsoll.load.scenario.SuiteParser;
import io.plimsoll.load.scenario.Target;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The scenario of a command, and how it is changed for this once. */
final class ScenarioOptions {
  @Parameters(paramLabel = "FILE", description = "The scenario or suite file, YAML.")
  private Path file;

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "Another target than the scenario's.")
  private String target;

  @Option(
      names = "--load-multiplier",
      paramLabel = "X",
      description = "Scales users and arrival rates (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private double loadMultiplier;

  @Option(
      names = "--duration-multiplier",
      paramLabel = "X",
      description = "Scales the length of every phase (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private double durationMultiplier;

  Path file() {
    return file;
  }

  /** Name of the file without its ending. */
  String name() {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  /**
   * Reads, overrides and scales; a matrix is several.
   *
   * @throws CommandException when it cannot be used; every mistake is in the message
   */
  List<Scenario> readAll() {
    requireMultipliers();
    List<Scenario> scenarios =
        parse(() -> new ScenarioParser(System::getenv).readAll(file)).stream()
            .map(scenario -> scenario.scaled(loadMultiplier, durationMultiplier))
            .toList();
    return target == null
        ? scenarios
        : scenarios.stream().map(scenario -> scenario.withTarget(otherTarget())).toList();
  }

  /**
   * Reads a suite with all its scenarios, overrides and scales.
   *
   * @throws CommandException when it cannot be used; every mistake of all files is in the message
   */
  Suite readSuite() {
    requireMultipliers();
    Suite suite =
        parse(() -> new SuiteParser(System::getenv).read(file))
            .scaled(loadMultiplier, durationMultiplier);
    return target == null ? suite : suite.withTarget(otherTarget());
  }

  /** Whether the file is a suite; false as well when it cannot be read. */
  boolean isSuite() {
    try {
      return SuiteParser.isSuite(Files.readString(file));
    } catch (IOException toldWhenItIsRead) {
      return false;
    }
  }

  private void requireMultipliers() {
    if (!(loadMultiplier > 0) || !(durationMultiplier > 0)) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "--load-multiplier and --duration-multiplier must be above 0, not %s and %s"
              .formatted(loadMultiplier, durationMultiplier));
    }
  }

  private Target otherTarget() {
    return Target.of(target)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.UNUSABLE_INPUT,
                    "--target " + target + " is not a URL such as http://127.0.0.1:9000"));
  }

  /** What reads a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException, ScenarioException;
  }

  private <T> T parse(Reading<T> reading) {
    if (Files.isDirectory(file)) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT, file + " is a directory: name a scenario file in it");
    }
    try {
      return reading.read();
    } catch (ScenarioException e) {
      throw unusable(file.toString(), e);
    } catch (NoSuchFileException e) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          "there is no scenario " + file + ": check the path; examples lie in scenarios/",
          e);
    } catch (MalformedInputException e) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT, file + " is not UTF-8 text: is it a scenario?", e);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Every mistake on a line of its own, each with its place. */
  static CommandException unusable(String name, ScenarioException e) {
    String mistakes =
        e.problems().stream()
            .map(problem -> problem.file().isEmpty() ? name + ", " + problem : problem.toString())
            .collect(Collectors.joining("\n"));
    return new CommandException(ExitCode.UNUSABLE_INPUT, mistakes, e);
  }

  /**
   * Refuses limits that the scenario's own pacing cannot reach.
   *
   * @throws CommandException with the arithmetic
   */
  static void requireReachable(List<ScenarioPlan> plans) {
    List<String> unreachable =
        plans.stream().flatMap(plan -> plan.unreachable().stream()).distinct().toList();
    if (!unreachable.isEmpty()) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT,
          String.join("\n", unreachable)
              + "\nadd load or think less, or lower the limit; --allow-unreachable runs it all the same");
    }
  }
}
