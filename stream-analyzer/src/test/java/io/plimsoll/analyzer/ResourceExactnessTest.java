package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resource windows against a slow naive count of all readings, and what stays of them. */
final class ResourceExactnessTest {
  private static final long SEED = 20_261_121;

  @TempDir private Path stateDir;

  private record Reading(String run, String source, String metric, long atMicros, double value) {
    String window(long width) {
      return "%s|%s|%s|%d|%d"
          .formatted(run, source, metric, width / 1_000, atMicros / width * width);
    }
  }

  /** Two runs, two sources each, two metrics, up to half a minute out of order. */
  private static List<Reading> readings() {
    Random random = new Random(SEED);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      long at = START + i * SECOND / 10 + random.nextLong(30 * SECOND);
      String metric = random.nextBoolean() ? "cpu_ratio" : "memory_bytes";
      readings.add(
          new Reading(
              "r" + random.nextInt(2),
              "host-" + random.nextInt(2),
              metric,
              at,
              random.nextGaussian() * 1_000));
    }
    return readings;
  }

  private static void sample(AnalyzerDriver driver, Reading reading) {
    driver.sample(
        SystemSample.newBuilder()
            .setRunId(reading.run())
            .setAgentId("a1")
            .setSource(reading.source())
            .setSourceKind(SourceKind.HOST)
            .setAtMicros(reading.atMicros())
            .setValues(Map.of(reading.metric(), reading.value()))
            .build());
  }

  @Test
  void everyWindowEqualsASlowNaiveCount() {
    List<Reading> readings = readings();
    Map<String, List<Reading>> naive = new TreeMap<>();
    for (Reading reading : readings) {
      for (long width : new long[] {SECOND, 10 * SECOND, 60 * SECOND}) {
        naive.computeIfAbsent(reading.window(width), key -> new ArrayList<>()).add(reading);
      }
    }

    try (AnalyzerDriver driver = new AnalyzerDriver(stateDir)) {
      readings.forEach(reading -> sample(driver, reading));

      Map<String, ResourceWindow> windows = driver.compactedResourceWindows();
      assertThat(driver.deadLetters()).isEmpty();
      assertThat(windows.keySet()).containsExactlyInAnyOrderElementsOf(naive.keySet());
      naive.forEach((key, expected) -> assertSame(key, expected, windows.get(key)));
    }
  }

  @Test
  void asManyRunsAtOnceAsTheBudgetHasAreExact() {
    try (AnalyzerDriver driver = budgetOfRuns(40)) {
      for (int second = 0; second < 60; second++) {
        for (int run = 0; run < 40; run++) {
          sample(driver, cpu("r" + run, second));
        }
      }

      Map<String, ResourceWindow> windows = driver.compactedResourceWindows();
      assertThat(driver.deadLetters()).isEmpty();
      for (int run = 0; run < 40; run++) {
        assertThat(minute(windows, "r" + run, 0).getCount()).as("r" + run).isEqualTo(60);
      }
    }
  }

  @Test
  void whatIsGivenUpBeyondTheBudgetIsSaidAndNeverOverwritten() {
    try (AnalyzerDriver driver = budgetOfRuns(2)) {
      for (int second = 0; second < 30; second++) {
        sample(driver, cpu("r1", second));
      }
      sample(driver, cpu("r2", 30));
      sample(driver, cpu("r3", 30)); // r1 has been silent longest
      for (int second = 31; second < 70; second++) {
        sample(driver, cpu("r1", second));
      }

      Map<String, ResourceWindow> windows = driver.compactedResourceWindows();
      assertThat(minute(windows, "r1", 0).getCount()).isEqualTo(30);
      assertThat(minute(windows, "r1", 60).getCount()).as("begun after it").isEqualTo(10);
      assertThat(driver.deadLetters())
          .hasSize(29)
          .allSatisfy(letter -> assertThat(letter.getRunId()).isEqualTo("r1"))
          .allSatisfy(letter -> assertThat(letter.getDetail()).contains("2 runs"));
    }
  }

  @Test
  void aRunWhoseSamplesCeasedTakesNoMemoryAndItsWindowsStayAsTheyAre() {
    try (AnalyzerDriver driver = budgetOfRuns(1_000)) {
      for (int second = 0; second < 30; second++) {
        sample(driver, cpu("r1", second));
      }
      for (int second = 0; second < 700; second++) {
        sample(driver, cpu("r2", second));
      }
      Set<String> open = driver.openResourceRuns();
      sample(driver, cpu("r1", 31));
      sample(driver, cpu("r1", 720));

      Map<String, ResourceWindow> windows = driver.compactedResourceWindows();
      assertThat(open).containsExactly("r2");
      assertThat(minute(windows, "r1", 0).getCount()).isEqualTo(30);
      assertThat(minute(windows, "r1", 720).getCount()).isEqualTo(1);
      assertThat(driver.deadLetters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.getDetail()).contains("ceased"));
    }
  }

  @Test
  void oneClockFarAheadEndsNoOtherRun() {
    try (AnalyzerDriver driver = budgetOfRuns(1_000)) {
      for (int second = 0; second < 60; second++) {
        sample(driver, cpu("ahead", second + second % 2 * 86_400));
        sample(driver, cpu("r1", second));
      }

      assertThat(minute(driver.compactedResourceWindows(), "r1", 0).getCount()).isEqualTo(60);
    }
  }

  private AnalyzerDriver budgetOfRuns(int runs) {
    return new AnalyzerDriver(
        stateDir, config -> config.withBudget(new Budget(10_000, 1_000, runs)));
  }

  private static Reading cpu(String run, int second) {
    return new Reading(run, "host", "cpu_ratio", START + second * SECOND, 0.5);
  }

  private static ResourceWindow minute(
      Map<String, ResourceWindow> windows, String run, int second) {
    return windows.get(run + "|host|cpu_ratio|60000|" + (START + second * SECOND));
  }

  private static void assertSame(String key, List<Reading> expected, ResourceWindow actual) {
    double[] values = expected.stream().mapToDouble(Reading::value).toArray();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    Reading last = expected.stream().max(Comparator.comparingLong(Reading::atMicros)).orElseThrow();
    assertThat(actual.getCount()).as("%s, seed %d", key, SEED).isEqualTo(values.length);
    assertThat(actual.getAverage()).as(key).isCloseTo(sum / values.length, within(1e-6));
    assertThat(actual.getMinimum()).as(key).isEqualTo(Arrays.stream(values).min().orElseThrow());
    assertThat(actual.getMaximum()).as(key).isEqualTo(Arrays.stream(values).max().orElseThrow());
    assertThat(actual.getLast()).as(key).isEqualTo(last.value());
    assertThat(actual.getLastAtMicros()).as(key).isEqualTo(last.atMicros());
  }

  @Test
  void narrowWindowsExpireByTheClockOfTheirSourceAndMinutesStay() {
    WindowRetention retention = new WindowRetention(Duration.ofMinutes(2), Duration.ofMinutes(10));
    try (AnalyzerDriver driver =
        new AnalyzerDriver(stateDir, config -> config.withRetention(retention))) {
      for (int second = 0; second < 1_800; second += 3) {
        for (String metric : List.of("cpu_ratio", "memory_bytes")) {
          sample(driver, new Reading("r1", "host", metric, START + second * SECOND, second));
        }
      }
      sample(driver, new Reading("r1", "other", "cpu_ratio", START, 1));

      Map<String, ResourceWindow> windows = driver.compactedResourceWindows();
      Map<Long, List<Long>> startsByWidth =
          windows.values().stream()
              .filter(window -> window.getSource().equals("host"))
              .collect(
                  Collectors.groupingBy(
                      ResourceWindow::getWidthMillis,
                      Collectors.mapping(
                          window -> (window.getStartMicros() - START) / SECOND,
                          Collectors.toList())));
      assertThat(startsByWidth.get(1_000L)).isNotEmpty().allMatch(start -> start > 1_797 - 120);
      assertThat(startsByWidth.get(10_000L)).hasSize(2 * 60).allMatch(start -> start > 1_790 - 600);
      assertThat(startsByWidth.get(60_000L)).as("of two metrics").hasSize(2 * 30);
      assertThat(windows).as("another clock").containsKey("r1|other|cpu_ratio|1000|" + START);
    }
  }
}
