package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Narrow windows leave their topic, wide ones stay, and the store stays small. */
final class RetentionTest {
  private static final int MINUTES = 30;

  @TempDir private Path stateDir;
  private AnalyzerDriver driver;

  @BeforeEach
  void open() {
    WindowRetention retention = new WindowRetention(Duration.ofMinutes(2), Duration.ofMinutes(10));
    driver = new AnalyzerDriver(stateDir, config -> config.withRetention(retention));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  /** One outcome a second; returns the most entries the store ever had. */
  private long run(int gapFromSecond, int gapToSecond) {
    driver.run("r1", RunStatus.RUNNING, "a1");
    long most = 0;
    for (int second = 0; second < MINUTES * 60; second++) {
      if (second < gapFromSecond || second >= gapToSecond) {
        driver.outcome(success("r1", second, "upload", START + second * SECOND + 5, 1000));
      }
      if (second % 10 == 9) {
        driver.mark("r1", "a1", START + second * SECOND);
        driver.commit();
        most = Math.max(most, driver.openRuns().approximateNumEntries());
      }
    }
    return most;
  }

  private Set<Long> expired(String operation, int widthMillis) {
    Set<Long> seconds = new HashSet<>();
    for (String key : driver.expired()) {
      String[] parts = key.split("\\|", -1);
      if (parts[1].equals(operation) && parts[2].equals(String.valueOf(widthMillis))) {
        seconds.add((Long.parseLong(parts[3]) - START) / SECOND);
      }
    }
    return seconds;
  }

  @Test
  void windowsExpireOnceTheyAreOlderThanTheirWidthIsKept() {
    run(0, 0);

    // Closed through: the last mark at 1799 s, less the grace of 2 s.
    Set<Long> seconds = expired("upload", 1000);
    assertThat(seconds).contains(0L, 100L, 1796L - 120).doesNotContain(1796L - 119);
    assertThat(seconds).hasSizeGreaterThanOrEqualTo(1677);
    Set<Long> tens = expired("*", 10_000);
    assertThat(tens).contains(0L, 1780L - 600).doesNotContain(1790L - 600);
    assertThat(expired("upload", 60_000)).isEmpty();
  }

  @Test
  void aPauseInTheRunLeavesNoWindowBehindAndIsNotWalkedThrough() {
    run(200, 900);

    assertThat(expired("upload", 1000))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(0, 1676)
                .filter(second -> second < 200 || second >= 900)
                .asLongStream()
                .boxed()
                .toList());
  }

  @Test
  void aStartLongAgoMakesNothingExpireThatNeverWas() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    driver.outcome(
        new Outcomes.Outcome("r1", "a1", 0, "upload", 1, 1, START + 1, OutcomeKind.SUCCESS));
    for (int second = 1; second < 300; second++) {
      driver.outcome(success("r1", second, "upload", START + second * SECOND + 5, 1000));
    }
    driver.mark("r1", "a1", START + 300 * SECOND);
    driver.commit();

    assertThat(expired("upload", 1000)).contains(0L).hasSizeLessThan(300);
  }

  @Test
  void theStoreHoldsNoMoreThanTheOpenMinuteAndTheRowsOfTwo() {
    long most = run(0, 0);

    assertThat(most)
        .as("some windows, a row for each second since the snapshot and of the minute before it")
        .isLessThan(20 + 121);
    assertThat(driver.window("r1", "upload", 60, 28 * 60).getCount()).isEqualTo(60);
  }

  @Test
  void aRetentionThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new WindowRetention(Duration.ofHours(2), Duration.ofHours(1)))
        .hasMessageContaining("expected 1 minute or more of 1 s windows");
  }
}
