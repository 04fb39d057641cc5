package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.HistogramReading;
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
    return newest(driver.resourceWindows(), widthMillis);
  }

  private static ResourceWindow newest(List<ResourceWindow> all, long widthMillis) {
    List<ResourceWindow> windows =
        all.stream().filter(w -> w.getWidthMillis() == widthMillis).toList();
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
  void aSampleLongAfterItsRecordWasWrittenSpoilsNothing() {
    sample(1.2, 0.7);
    sample(2_300_000_000d, 0.9);
    sample(2.2, 0.5);

    assertThat(driver.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getDetail()).contains("more than a day later"));
    assertThat(newest(10_000).getCount()).isEqualTo(2);
  }

  @Test
  void aLongPauseIsNotWalkedThrough() {
    sample(1.2, 0.7);
    sample(23 * 3600, 0.9);

    assertThat(driver.compactedResourceWindows().values())
        .as("but for the minute, and the windows after the pause")
        .extracting(ResourceWindow::getStartMicros)
        .containsExactlyInAnyOrder(
            START,
            START + 23 * 3600 * SECOND,
            START + 23 * 3600 * SECOND,
            START + 23 * 3600 * SECOND);
  }

  @Test
  void keepsTheReadingsOfAWindowForExactPercentiles() {
    for (int second = 0; second < 60; second++) {
      sample(second + 0.75, ((second * 37) % 60 + 1) / 100.0);
    }

    List<ResourceWindow> windows = driver.resourceWindows();
    ResourceWindow minute = newest(windows, 60_000);
    assertThat(minute.getReadings()).hasSize(60).isSorted().contains(0.01, 0.6);
    assertThat(minute.getP50()).isEqualTo(0.30);
    assertThat(minute.getP95()).isEqualTo(0.57);
    assertThat(minute.getP99()).isEqualTo(0.60);
    ResourceWindow second = newest(windows, 1000);
    assertThat(second.getReadings()).as("one reading needs no list").isEmpty();
    assertThat(second.getP95()).isEqualTo(second.getMaximum());
  }

  @Test
  void addsHistogramsOfAWindowBucketByBucket() {
    observed(1.75, List.of(1.0, 2.0, 0.0), 0.5);
    observed(2.75, List.of(0.0, 5.0, 2.0), 4.5);

    ResourceWindow ten = newest(10_000);
    assertThat(ten.getCount()).isEqualTo(10);
    assertThat(ten.getAverage()).isEqualTo(0.5);
    assertThat(ten.getHistogram().getCounts()).containsExactly(1.0, 7.0, 2.0);
    assertThat(ten.getHistogram().getSum()).isEqualTo(5.0);
    assertThat(ten.getMinimum()).isEqualTo(0.0);
    assertThat(ten.getMaximum()).as("the last finite bound").isEqualTo(0.5);
    assertThat(ten.getP50()).isBetween(0.1, 0.5);
  }

  private void observed(double second, List<Double> counts, double sum) {
    driver.sample(
        SystemSample.newBuilder()
            .setRunId("r1")
            .setAgentId("a1")
            .setSource("prometheus:shop")
            .setSourceKind(SourceKind.PROMETHEUS)
            .setAtMicros(START + Math.round(second * SECOND))
            .setValues(Map.of())
            .setHistograms(
                Map.of("latency_seconds", new HistogramReading(List.of(0.1, 0.5), counts, sum)))
            .build());
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
