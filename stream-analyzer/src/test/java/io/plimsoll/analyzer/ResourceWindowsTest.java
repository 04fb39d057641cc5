package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourceWindowsTest {
  @TempDir private Path stateDir;
  private AnalyzerDriver driver;

  @BeforeEach
  void open() {
    driver = new AnalyzerDriver(stateDir);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void sample(double second, double cpu) {
    driver.sample(
        SystemSample.newBuilder()
            .setRunId("r1")
            .setAgentId("a1")
            .setSource("host")
            .setSourceKind(SourceKind.HOST)
            .setAtMicros(START + Math.round(second * SECOND))
            .setValues(Map.of("cpu_ratio", cpu))
            .build());
  }

  private ResourceWindow newest(long widthMillis) {
    List<ResourceWindow> windows =
        driver.resourceWindows().stream().filter(w -> w.getWidthMillis() == widthMillis).toList();
    return windows.get(windows.size() - 1);
  }

  @Test
  void foldsSamplesIntoWindowsOfThreeWidths() {
    sample(0.2, 0.5);
    sample(1.2, 0.7);
    sample(1.9, 0.1);
    sample(1.5, 0.3);

    List<ResourceWindow> windows = driver.resourceWindows();
    ResourceWindow last = windows.get(windows.size() - 1);
    ResourceWindow ten =
        windows.stream()
            .filter(w -> w.getWidthMillis() == 10_000)
            .reduce((a, b) -> b)
            .orElseThrow();
    ResourceWindow one =
        windows.stream().filter(w -> w.getWidthMillis() == 1_000).reduce((a, b) -> b).orElseThrow();
    assertThat(last.getWidthMillis()).isEqualTo(60_000);
    assertThat(ten.getCount()).isEqualTo(4);
    assertThat(ten.getAverage()).isEqualTo(0.4);
    assertThat(one.getStartMicros()).isEqualTo(START + SECOND);
    assertThat(one.getMinimum()).isEqualTo(0.1);
    assertThat(one.getMaximum()).isEqualTo(0.7);
    assertThat(one.getLast()).as("newest by sample time").isEqualTo(0.1);
  }

  @Test
  void aSampleThatIsTooLateIsDeadLetteredAndDoesNotOverwriteItsWindow() {
    sample(0, 0.5);
    sample(100, 0.5);
    sample(1, 0.9);

    assertThat(newest(60_000).getStartMicros()).isEqualTo(START + 60 * SECOND);
    assertThat(driver.deadLetters()).hasSize(1);
  }
}
