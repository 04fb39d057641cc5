package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.DeadLetterReason;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SourceKind;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that cannot be parts of keys are dead letters, and dead letters are small. */
final class NamesTest {
  private static final String HUGE = "x".repeat(5_000_000);

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

  private int bytes(SpecificRecord letter) {
    return driver
        .serdes()
        .serializer(letter.getSchema())
        .serialize(driver.topics().deadLetters().name(), letter)
        .length;
  }

  private List<String> details() {
    List<DeadLetter> letters = driver.deadLetters();
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.getReason()).isEqualTo(DeadLetterReason.INVALID_VALUE);
              assertThat(bytes(letter)).isLessThan(200_000);
            });
    return letters.stream().map(DeadLetter::getDetail).toList();
  }

  @Test
  void outcomesWithLongNamesAreCountedAgainstTheirRun() {
    driver.outcome(success("r1", 0, "upload", START, 1000));
    driver.outcome(success("r1", 1, HUGE, START, 1000));
    driver.outcome(success("r1", 2, "upload", START, 1000).of("a".repeat(256)));
    driver.ended("r1", "a1", START + SECOND);
    driver.ledger("r1", "a1", 3, true);
    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();

    assertThat(details())
        .containsExactly(
            "operation: expected 1 to 1024 bytes, found 5000000",
            "agent id: expected 1 to 255 bytes, found 256");
    RunSummary summary = driver.summary("r1");
    assertThat(summary.getDeadLettered()).isEqualTo(2);
    assertThat(summary.getTotal().getCount()).isEqualTo(1);
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
  }

  @Test
  void namesOfTheGreatestLengthAreTaken() {
    driver.outcome(success("r".repeat(255), 0, "o".repeat(1024), START, 1).of("a".repeat(255)));
    driver.commit();

    assertThat(details()).isEmpty();
    assertThat(driver.windows()).hasSize(2);
  }

  @Test
  void aRunNobodyCanHaveIsOpenedByNothing() {
    driver.outcome(success(HUGE, 0, "*", START, 1000));
    driver.outcome(success("r1\0x", 0, "upload", START, 1000));
    driver.outcome(success("", 0, "upload", START, 1000));
    driver.outcome(success("r2\0x", 0, "upload", -1, 1000));
    driver.mark("r3\0x", "a1", START);
    driver.ledger("r4\0x", "a1", 1, false);
    driver.run("r5\0x", RunStatus.RUNNING, "a1");
    driver.commit();

    assertThat(details()).hasSize(7).contains("run id: expected 1 to 255 bytes, found 5000000");
    assertThat(driver.openRuns().approximateNumEntries()).isZero();
    assertThat(driver.windows()).isEmpty();
  }

  @Test
  void operationsThatAreNoTextAreNotMixedUp() {
    for (int wrong = 0xfe; wrong <= 0xff; wrong++) {
      driver.raw(
          driver.topics().requestOutcomes(),
          driver
              .outcomes()
              .encode(success("r1", wrong, "", START, 1000), new byte[] {(byte) wrong}));
    }
    driver.commit();

    assertThat(details())
        .containsExactly(
            "operation: expected UTF-8, found other bytes",
            "operation: expected UTF-8, found other bytes");
    assertThat(driver.windows()).isEmpty();
  }

  @Test
  void samplesWithLongNamesAreRejected() {
    sample("r1", HUGE, "cpu_ratio");
    sample("r".repeat(256), "host", "cpu_ratio");
    sample("r1", "host", "m".repeat(16_385));

    assertThat(details())
        .containsExactly(
            "source: expected 1 to 1024 bytes, found 5000000",
            "run id: expected 1 to 255 bytes, found 256",
            "metric: expected 1 to 16384 bytes, found 16385");
    assertThat(driver.resourceWindows()).isEmpty();
  }

  private void sample(String runId, String source, String metric) {
    SystemSample sample =
        SystemSample.newBuilder()
            .setRunId(runId)
            .setAgentId("a1")
            .setSource(source)
            .setSourceKind(SourceKind.HOST)
            .setAtMicros(START)
            .setValues(Map.of(metric, 0.5))
            .build();
    driver.sample(sample);
  }

  @Test
  void aMarkOfAnAgentNobodyCanBeIsRejected() {
    driver.raw(driver.topics().requestOutcomes(), driver.outcomes().mark("r1", HUGE, START, false));

    assertThat(details()).containsExactly("agent id: expected 1 to 255 bytes, found 5000000");
  }
}
