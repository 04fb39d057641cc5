package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.endtoend.process.PlimsollProcess;
import io.plimsoll.endtoend.process.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README says nothing that does not work: its scenario is valid, its commands and links exist.
 */
class ITReadme {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SCENARIO = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile(
          "`(?:plimsoll )?(demo|run|suite|check|serve|runs|kpis|report-service|report|analyzer|lab-target)\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

  @TempDir private Path directory;

  @Test
  void itsScenarioIsValid() throws IOException {
    for (String scenario : groups(SCENARIO)) {
      Path file = Scenarios.write(directory, scenario);
      try (PlimsollProcess check = PlimsollProcess.start(directory, "check", file.toString())) {
        assertThat(check.exitCode(AT_MOST)).as(check.toString()).isZero();
      }
    }
  }

  @Test
  void itsCommandsHaveHelpWithAnExample() throws IOException {
    List<String> commands = groups(COMMAND).stream().distinct().toList();
    assertThat(commands).hasSize(11);
    for (String command : commands) {
      try (PlimsollProcess help = PlimsollProcess.start(directory, command, "--help")) {
        assertThat(help.exitCode(AT_MOST)).as(command).isZero();
        assertThat(help.stdout()).contains("Usage:").contains("Example");
      }
    }
  }

  @Test
  void itsLinksLeadSomewhere() throws IOException {
    for (String link : groups(LINK)) {
      assertThat(ROOT.resolve(link)).as(link).exists();
    }
  }

  private static List<String> groups(Pattern pattern) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    List<String> found =
        pattern.matcher(readme).results().map((MatchResult each) -> each.group(1)).toList();
    assertThat(found).as(pattern.pattern()).isNotEmpty();
    return found;
  }
}
