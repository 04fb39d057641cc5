package io.plimsoll.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file under scenarios/ can be read, and its own limits can be reached. */
final class ShippedScenariosTest {
  private static final Path SCENARIOS = Path.of("..", "scenarios");

  @Test
  void readsThemAllAndFindsTheirLimitsReachable() throws IOException, ScenarioException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SCENARIOS)) {
      files =
          all.filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> !file.toString().endsWith(".suite.yaml"))
              .toList();
    }

    assertThat(files).hasSizeGreaterThan(30);
    for (Path file : files) {
      for (Scenario scenario : new ScenarioParser(name -> null).readAll(file)) {
        assertThat(file.getFileName())
            .hasToString(scenario.name().replaceAll("\\[.*", "") + ".yaml");
        assertThat(ScenarioPlan.of(scenario).unreachable()).as(file.toString()).isEmpty();
      }
    }
  }

  @Test
  void readsTheSuites() throws IOException, ScenarioException {
    List<Path> suites;
    try (Stream<Path> all = Files.list(SCENARIOS)) {
      suites = all.filter(file -> file.toString().endsWith(".suite.yaml")).toList();
    }

    assertThat(suites).hasSizeGreaterThanOrEqualTo(3);
    for (Path file : suites) {
      Suite suite = new SuiteParser(name -> null).read(file);
      assertThat(file.getFileName()).hasToString(suite.name() + ".suite.yaml");
      for (Suite.Entry entry : suite.entries()) {
        assertThat(ScenarioPlan.of(entry.scenario()).unreachable()).as(entry.file()).isEmpty();
      }
    }
  }

  /** The trap of S0: with the limit of the source, its own pacing is found at fault. */
  @Test
  void saysThatTheSourcesOwnThroughputCannotBeReached() throws IOException, ScenarioException {
    String text = Files.readString(SCENARIOS.resolve("s0-4-1-normal-production-load.yaml"));

    Scenario asWritten =
        new ScenarioParser(name -> null).parse(text.replace("\"> 10/s\"", "\"> 50/s\""));

    assertThat(ScenarioPlan.of(asWritten).unreachable())
        .singleElement()
        .asString()
        .contains("throughput > 50/s cannot be reached")
        .contains("thinking 7.5 s");
  }

  @Test
  void listsThemInTheReadme() throws IOException {
    String readme = Files.readString(SCENARIOS.resolve("README.md"));
    try (Stream<Path> all = Files.list(SCENARIOS)) {
      all.filter(file -> file.toString().endsWith(".yaml"))
          .forEach(file -> assertThat(readme).contains("`" + file.getFileName() + "`"));
    }
  }
}
