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
      files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
    }

    assertThat(files).hasSizeGreaterThanOrEqualTo(6);
    for (Path file : files) {
      for (Scenario scenario : new ScenarioParser(name -> null).readAll(file)) {
        assertThat(file.getFileName())
            .hasToString(scenario.name().replaceAll("\\[.*", "") + ".yaml");
        assertThat(ScenarioPlan.of(scenario).unreachable()).as(file.toString()).isEmpty();
      }
    }
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
