package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.DeadLetterReason;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outcomes that share a record count like those that come alone, sound or damaged. */
final class BatchesTest {
  @TempDir private Path stateDir;
  private AnalyzerDriver driver;

  @BeforeEach
  void open() {
    driver = new AnalyzerDriver(stateDir, new MockSchemaRegistryClient());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private RunSummary summaryAfter(byte[]... records) {
    for (byte[] record : records) {
      driver.raw(driver.topics().requestOutcomes(), record);
    }
    driver.ended("r1", "a1", START + 5 * SECOND);
    driver.ledger("r1", "a1", 4, true);
    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();
    return driver.summary("r1");
  }

  /** Numbers 0, 1 and 2, a second apart, the middle one ending at this time. */
  private byte[] three(long middleEnd) {
    return driver
        .outcomes()
        .batch(
            success("r1", 0, "upload", START, 1000),
            success("r1", 1, "list", middleEnd, 2000),
            success("r1", 2, "upload", START + 2 * SECOND, 3000));
  }

  private byte[] fourth() {
    return driver.outcomes().encode(success("r1", 3, "upload", START + 2 * SECOND, 4000));
  }

  @Test
  void countsEachOutcomeOfABatchBesideSingleOnes() {
    RunSummary summary = summaryAfter(three(START + SECOND), fourth());

    assertThat(summary.getComplete()).isTrue();
    assertThat(summary.getAnalysed()).isEqualTo(4);
    assertThat(driver.window("r1", "upload", 1, 2).getCount()).isEqualTo(2);
    assertThat(driver.window("r1", "list", 1, 1).getCount()).isEqualTo(1);
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void rejectsAnOutcomeThatMakesNoSenseByItsPlaceAndCountsTheOthers() {
    RunSummary summary = summaryAfter(three(START * 1000), fourth());

    assertThat(driver.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getReason()).isEqualTo(DeadLetterReason.INVALID_VALUE);
              assertThat(letter.getDetail()).startsWith("outcome 2 of 3 in the record");
              assertThat(letter.getRunId()).isEqualTo("r1");
            });
    assertThat(summary.getDeadLettered()).isEqualTo(1);
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getTotal().getCount()).isEqualTo(3);
  }

  @Test
  void aTruncatedBatchIsOneDeadLetterAndCountsNothing() {
    byte[] whole = three(START + SECOND);

    RunSummary summary = summaryAfter(Arrays.copyOf(whole, whole.length - 9), fourth());

    assertThat(driver.deadLetters()).singleElement().satisfies(BatchesTest::promisedThree);
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getAnalysed()).isEqualTo(1);
    assertThat(String.join("; ", summary.getReasons()))
        .contains("1 records that could not be read")
        .contains("a batch of them");
  }

  private static void promisedThree(DeadLetter letter) {
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.TRUNCATED);
    assertThat(letter.getDetail()).contains("outcome 3 of 3");
  }
}
