package io.plimsoll.load.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.load.engine.AgentClock;
import io.plimsoll.load.engine.Exchange;
import io.plimsoll.load.engine.OutcomeSink;
import io.plimsoll.load.engine.Outcomes;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.AgentProgress;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.RequestOutcome;
import io.plimsoll.schemas.RequestOutcomeBatch;
import io.plimsoll.schemas.outcome.SequenceHash;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.WireFormat;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender over a broker that comes and goes: order, numbers, marks, ledger. */
@ParameterizedClass
@ValueSource(ints = {1, 7, 64})
final class SenderTest {
  private static final RunIdentity RUN =
      new RunIdentity(
          "run",
          "agent",
          "shop",
          List.of("a", "b"),
          List.of(Protocol.HTTP1, Protocol.WEBSOCKET),
          List.of("steady"));

  @Parameter private int outcomesPerRecord;
  @TempDir private Path directory;
  private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
  private final AgentClock clock = new AgentClock(1_000_000L, nanos::get);
  private final Topics topics = new Topics();
  private final AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());
  private final FakePort port = new FakePort();
  private final List<OutcomeRing> rings = new ArrayList<>();
  private final AckAccount account = new AckAccount(RUN.operations());
  private RunRecords records;

  @BeforeEach
  void register() {
    records = new RunRecords(topics, serdes, RUN);
  }

  @Test
  void numbersOutcomesWithoutGapsAndKeepsTheLedger() throws IOException {
    Sender sender = sender(1, 1 << 20, 1 << 20);
    finish(rings.get(0), 0, 3);
    finish(rings.get(0), 1, 2);

    sender.pass();
    boolean whole = close(sender);

    assertThat(whole).isTrue();
    assertThat(outcomes())
        .extracting(RequestOutcome::getSequence)
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    AgentLedger last = ledgers().get(ledgers().size() - 1);
    assertThat(last.getLast()).isTrue();
    assertThat(last.getEmitted()).isEqualTo(5);
    assertThat(last.getEmittedByOperation()).containsEntry("a", 3L).containsEntry("b", 2L);
    assertThat(last.getSequenceHash())
        .isEqualTo(java.util.stream.LongStream.range(0, 5).map(SequenceHash::of).sum());
  }

  @Test
  void endsEveryPartitionAfterTheLastOutcomeAndBeforeTheLastLedgerEntry() throws IOException {
    Sender sender = sender(2, 1 << 20, 1 << 20);
    finish(rings.get(1), 0, 4);

    boolean whole = close(sender);

    assertThat(whole).isTrue();
    List<Object> all = decoded();
    List<AgentProgress> ended = marks().stream().filter(AgentProgress::getEnded).toList();
    assertThat(ended).hasSize(topics.requestOutcomes().partitions());
    assertThat(ended).allMatch(mark -> mark.getNextSequence() == 4);
    assertThat(all.indexOf(ended.get(0))).isGreaterThan(all.indexOf(outcomes().get(3)));
    assertThat(all.get(all.size() - 1)).isInstanceOf(AgentLedger.class);
  }

  @Test
  void goesByWayOfTheDiskInOrderWhileKafkaIsAway() throws IOException {
    Sender sender = sender(1, 600, 1 << 20);
    port.away();
    for (int i = 0; i < 50; i++) {
      finish(rings.get(0), 0, 10);
      sender.pass();
    }
    assertThat(sender.counters().spooled()).isGreaterThan(400);
    assertThat(sender.counters().emitted()).isZero();

    port.back();
    finish(rings.get(0), 1, 10);
    boolean whole = close(sender);

    assertThat(whole).isTrue();
    assertThat(outcomes())
        .extracting(RequestOutcome::getSequence)
        .hasSize(510)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(sender.counters()).isEqualTo(new EmitCounters(510, 0, 0, 0));
  }

  @Test
  void countsWhatFindsRoomNowhereAndLeavesNoGap() throws IOException {
    Sender sender = sender(1, 300, 2000);
    port.away();
    finish(rings.get(0), 0, 100);
    sender.pass();
    port.back();
    boolean whole = close(sender);

    long lost = sender.counters().unrecorded();
    assertThat(whole).isTrue();
    assertThat(lost).isBetween(36L, 95L); // 36 met a full ring, the others a full spool
    assertThat(outcomes()).hasSize((int) (100 - lost));
    assertThat(outcomes().get(outcomes().size() - 1).getSequence()).isEqualTo(99 - lost);
    assertThat(ledgers().get(ledgers().size() - 1).getUnrecorded()).isEqualTo(lost);
  }

  @Test
  void countsOutcomesThatMetAFullRingAndNeverBlocks() throws IOException {
    Sender sender = sender(1, 1 << 20, 1 << 20);
    finish(rings.get(0), 0, 80);

    boolean whole = close(sender);

    assertThat(whole).isTrue();
    assertThat(sender.counters()).isEqualTo(new EmitCounters(64, 0, 0, 16));
  }

  @Test
  void keepsTheWatermarkLawThroughOutages() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    Sender sender = sender(3, 900, 1 << 22);
    for (int i = 0; i < 3000; i++) {
      nanos.addAndGet(random.nextInt(2_000_000));
      OutcomeRing ring = rings.get(random.nextInt(3));
      switch (random.nextInt(8)) {
        case 0 -> ring.heartbeat(nanos.get());
        case 1 -> port.full(random.nextInt(3) == 0);
        case 2, 3 -> sender.pass();
        default -> finish(ring, random.nextInt(2), 1 + random.nextInt(3));
      }
    }
    port.full(false);
    assertThat(close(sender)).isTrue();

    assertThat(marks().stream().filter(mark -> !mark.getEnded()).count()).isGreaterThan(20);
    assertWatermarkLaw();
  }

  @Test
  void outcomesThatWaitTogetherShareARecord() throws IOException {
    Sender sender = sender(1, 1 << 20, 1 << 20);
    finish(rings.get(0), 0, 60);

    sender.pass();

    int records = (60 + outcomesPerRecord - 1) / outcomesPerRecord;
    assertThat(port.taken().stream().filter(record -> !(read(record) instanceof AgentLedger)))
        .hasSize(records);
    assertThat(outcomes()).hasSize(60);
  }

  @Test
  void aSingleOutcomeWaitsForNoOther() throws IOException {
    Sender sender = sender(1, 1 << 20, 1 << 20);
    finish(rings.get(0), 0, 1);

    sender.pass();

    assertThat(port.taken().stream().map(this::read)).anyMatch(RequestOutcome.class::isInstance);
  }

  @Test
  void failsLoudlyWhenKafkaRefusesForGood() throws IOException {
    Sender sender = sender(1, 1 << 20, 1 << 20);
    port.away();
    finish(rings.get(0), 0, 2);
    sender.pass();
    port.refuseOpen();

    assertThat(account.failure()).contains("Kafka refused");
    assertThat(sender.counters().unrecorded()).isEqualTo(2);
    assertThat(sender.counters().emitted()).isZero();
  }

  /** No outcome that ends at or before a mark follows it; marks never go back nor ahead of time. */
  private void assertWatermarkLaw() {
    long watermark = Long.MIN_VALUE;
    for (Object each : decoded()) {
      if (each instanceof AgentProgress mark) {
        assertThat(mark.getWatermarkMicros()).isGreaterThanOrEqualTo(watermark);
        assertThat(mark.getWatermarkMicros()).isLessThanOrEqualTo(clock.nowMicros());
        watermark = mark.getWatermarkMicros();
      } else if (each instanceof RequestOutcome outcome) {
        assertThat(outcome.getEndMicros()).isGreaterThan(watermark);
      }
    }
  }

  /** After an outage the distance of two marks tells how long nothing was heard. */
  @Test
  void writesNoMarkBehindOneThatTheBrokerDoesNotHave() throws IOException {
    Sender sender = sender(1, 1 << 20, 1 << 20);
    port.away();
    for (int i = 0; i < 50; i++) {
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(30));
      rings.get(0).heartbeat(nanos.get());
      sender.pass();
    }
    int partitions = topics.requestOutcomes().partitions();
    assertThat(marks()).as("one of each partition").hasSize(partitions);

    port.back();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(30));
    rings.get(0).heartbeat(nanos.get());
    sender.pass();

    assertThat(marks()).hasSize(2 * partitions);
    long leap = marks().get(partitions).getWatermarkMicros() - marks().get(0).getWatermarkMicros();
    assertThat(leap).isEqualTo(1_500_000);
  }

  private Sender sender(int lanes, long inFlightBytes, long spoolBytes) throws IOException {
    EmitConfig config =
        new EmitConfig(
            directory,
            spoolBytes,
            inFlightBytes,
            64,
            outcomesPerRecord,
            Duration.ofMillis(20),
            Duration.ofMillis(100));
    for (int i = 0; i < lanes; i++) {
      rings.add(new OutcomeRing(config.ringCapacity(), clock));
    }
    Spool spool = Spool.open(directory, spoolBytes);
    OutcomeQueue queue = new OutcomeQueue(port, records, account, spool, inFlightBytes);
    return new Sender(RUN, clock, rings, queue, account, port, records, config);
  }

  private static boolean close(Sender sender) {
    var finished = sender.finish(FlushLimits.patient(Duration.ofHours(1)));
    sender.run();
    return finished.join();
  }

  private void finish(OutcomeSink sink, int operation, int count) {
    for (int i = 0; i < count; i++) {
      Exchange exchange = Outcomes.success(operation, nanos.get() - 5000, nanos.get());
      sink.accept(exchange, 0);
    }
  }

  private List<Object> decoded() {
    List<Object> all = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : port.taken()) {
      SpecificRecord value = read(record);
      if (value instanceof RequestOutcomeBatch batch) {
        assertThat(batch.getOutcomes()).hasSizeBetween(2, outcomesPerRecord);
        all.addAll(batch.getOutcomes());
      } else {
        all.add(value);
      }
    }
    return all;
  }

  private SpecificRecord read(ProducerRecord<byte[], byte[]> record) {
    String name = serdes.ids().schemaOf(WireFormat.schemaId(record.value())).getName();
    Schema schema =
        Stream.of(
                RequestOutcome.getClassSchema(),
                RequestOutcomeBatch.getClassSchema(),
                AgentProgress.getClassSchema(),
                AgentLedger.getClassSchema())
            .filter(known -> known.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return serdes.<SpecificRecord>deserializer(schema).deserialize(record.topic(), record.value());
  }

  private List<RequestOutcome> outcomes() {
    return only(RequestOutcome.class);
  }

  private List<AgentProgress> marks() {
    return only(AgentProgress.class);
  }

  private List<AgentLedger> ledgers() {
    return only(AgentLedger.class);
  }

  private <T> List<T> only(Class<T> type) {
    return decoded().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
