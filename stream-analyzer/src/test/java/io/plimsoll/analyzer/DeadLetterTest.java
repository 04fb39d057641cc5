package io.plimsoll.analyzer;

import static io.plimsoll.analyzer.AnalyzerDriver.SECOND;
import static io.plimsoll.analyzer.AnalyzerDriver.START;
import static io.plimsoll.analyzer.Outcomes.Outcome.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.schemas.DeadLetter;
import io.plimsoll.schemas.DeadLetterReason;
import io.plimsoll.schemas.RunStatus;
import io.plimsoll.schemas.RunSummary;
import io.plimsoll.schemas.SlaEvent;
import io.plimsoll.schemas.Verdict;
import io.plimsoll.schemas.serde.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadLetterTest {
  @TempDir private Path stateDir;
  private final FailingRegistry registry = new FailingRegistry();
  private AnalyzerDriver driver;

  /** A registry that can be made not to answer. */
  private static final class FailingRegistry extends MockSchemaRegistryClient {
    private boolean away;

    @Override
    public ParsedSchema getSchemaById(int id)
        throws IOException,
            io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException {
      if (away) {
        throw new IOException("connection refused");
      }
      return super.getSchemaById(id);
    }
  }

  @BeforeEach
  void open() {
    driver = new AnalyzerDriver(stateDir, registry);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private DeadLetter onlyLetterOf(byte[] value) {
    driver.raw(driver.topics().requestOutcomes(), value);
    List<DeadLetter> letters = driver.deadLetters();
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  @Test
  void tellsReasonPositionAndBytesOfWhatIsNotAvro() {
    driver.outcome(success("r1", 0, "upload", START, 1000));

    DeadLetter letter = onlyLetterOf("hello".getBytes(StandardCharsets.UTF_8));

    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
    assertThat(letter.getTopic()).isEqualTo(driver.topics().requestOutcomes().name());
    assertThat(letter.getPartition()).isZero();
    assertThat(letter.getOffset()).isEqualTo(1);
    assertThat(StandardCharsets.UTF_8.decode(letter.getValue()).toString()).isEqualTo("hello");
  }

  @Test
  void cutsALongValueAndTellsItsLength() {
    DeadLetter letter = onlyLetterOf(new byte[10_000_000]);

    assertThat(letter.getValue().remaining()).isEqualTo(1 << 16);
    assertThat(letter.getValueLength()).isEqualTo(10_000_000);
  }

  @Test
  void namesAnUnknownSchema() {
    byte[] value = new byte[20];
    WireFormat.putHeader(value, 999);

    assertThat(onlyLetterOf(value).getReason()).isEqualTo(DeadLetterReason.UNKNOWN_SCHEMA);
  }

  @Test
  void namesAnotherRecordsSchema() {
    int id = driver.serdes().ids().idOf("elsewhere", SlaEvent.getClassSchema());
    byte[] value = new byte[20];
    WireFormat.putHeader(value, id);

    assertThat(onlyLetterOf(value).getReason()).isEqualTo(DeadLetterReason.WRONG_SCHEMA);
  }

  @Test
  void namesATruncatedRecord() {
    byte[] whole = driver.outcomes().encode(success("r1", 0, "upload", START, 1000));

    assertThat(onlyLetterOf(Arrays.copyOf(whole, whole.length - 3)).getReason())
        .isEqualTo(DeadLetterReason.TRUNCATED);
  }

  @Test
  void namesARecordWithoutAValue() {
    assertThat(onlyLetterOf(null).getReason()).isEqualTo(DeadLetterReason.NOT_AVRO);
  }

  @Test
  void aTimeInTheWrongUnitIsCountedAgainstItsRun() {
    driver.outcome(success("r1", 0, "upload", START + SECOND, 1000));
    driver.outcome(success("r1", 1, "upload", START * 1000, 1000));
    driver.ended("r1", "a1", START + 2 * SECOND);
    driver.ledger("r1", "a1", 2, true);
    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();

    RunSummary summary = driver.summary("r1");
    assertThat(driver.deadLetters().get(0).getRunId()).isEqualTo("r1");
    assertThat(summary.getDeadLettered()).isEqualTo(1);
    assertThat(summary.getVerdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(summary.getTotal().getCount()).isEqualTo(1);
  }

  @Test
  void anEndLongAfterItsRecordWasWrittenIsRejectedAndOfItsRunNothingExpires() {
    driver.run("r1", RunStatus.RUNNING, "a1");
    for (int second = 0; second < 120; second++) {
      driver.outcome(success("r1", second, "upload", START + second * SECOND, 1000));
    }
    long in2100 = 4_102_444_800L * SECOND;
    driver.outcome(success("r1", 120, "upload", in2100, 1000));
    driver.mark("r1", "a1", in2100);
    driver.outcome(success("r1", 120, "upload", START + 20 * 3600 * SECOND, 1000)); // a clock ahead
    driver.ended("r1", "a1", START + 20 * 3600 * SECOND);
    driver.ledger("r1", "a1", 121, true);
    driver.run("r1", RunStatus.ENDED, "a1");
    driver.commit();

    assertThat(driver.deadLetters())
        .hasSize(2)
        .allSatisfy(
            letter -> {
              assertThat(letter.getReason()).isEqualTo(DeadLetterReason.INVALID_VALUE);
              assertThat(letter.getDetail()).contains("a day after the timestamp of the record");
            });
    assertThat(driver.summary("r1").getDeadLettered()).isEqualTo(1);
    assertThat(driver.summary("r1").getTotal().getCount()).isEqualTo(121);
  }

  @Test
  void moreBytesThanAnyRequestMovesAreRejected() {
    driver.raw(
        driver.topics().requestOutcomes(),
        driver.outcomes().encode(success("r1", 0, "upload", START, 1000), (1L << 50) + 1));

    assertThat(driver.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getDetail()).contains("byte counts from 0 to 2^50"));
  }

  @Test
  void theNameOfTheWholeIsNoOperation() {
    byte[] value = driver.outcomes().encode(success("r1", 0, "*", START, 1000));

    assertThat(onlyLetterOf(value).getReason()).isEqualTo(DeadLetterReason.INVALID_VALUE);
  }

  @Test
  void aNegativeDurationIsAnOutcomeThatTheSketchRefuses() {
    driver.outcome(success("r1", 0, "upload", START, -1000));
    driver.commit();

    assertThat(driver.deadLetters()).isEmpty();
    assertThat(driver.window("r1", "upload", 1, 0).getCount()).isEqualTo(1);
    assertThat(driver.window("r1", "upload", 1, 0).getService().getRefused()).isEqualTo(1);
  }

  @Test
  void theStreamGoesOnAfterPoisonOnEveryTopic() {
    for (var topic :
        List.of(
            driver.topics().runs(),
            driver.topics().agentLedger(),
            driver.topics().systemSamples())) {
      driver.raw(topic, new byte[] {9, 9});
    }
    driver.delta(new byte[] {77});
    driver.outcome(success("r1", 0, "upload", START, 1000));
    driver.commit();

    assertThat(driver.deadLetters()).hasSize(4);
    assertThat(driver.window("r1", "upload", 1, 0).getCount()).isEqualTo(1);
  }

  @Test
  void aDeltaOfAnotherVersionStopsTheAnalyzerAndIsNotLost() {
    assertThatThrownBy(() -> driver.ownDelta(new byte[] {2, 0}))
        .hasStackTraceContaining("OtherVersionException")
        .hasStackTraceContaining("a delta of version 2 where 4 is understood");
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void whatOnlyLooksLikeADeltaIsADeadLetter() {
    driver.delta(new byte[] {2, 0});
    driver.ownDelta(new byte[] {0});

    assertThat(driver.deadLetters()).hasSize(2);
  }

  @Test
  void aRegistryThatDoesNotAnswerDropsNothing() {
    byte[] value = driver.outcomes().encode(success("r1", 0, "upload", START, 1000));
    registry.away = true;

    assertThatThrownBy(() -> driver.raw(driver.topics().requestOutcomes(), value))
        .hasStackTraceContaining("connection refused");
    assertThat(driver.deadLetters()).isEmpty();
  }
}
