package io.plimsoll.analyzer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Bundling changes neither records nor their order, and Streams can commit what it did before. */
final class BundlerTest {
  private static final TopicPartition OUTCOMES = new TopicPartition("outcomes", 3);
  private static final TopicPartition RUNS = new TopicPartition("runs", 3);

  private final Bundler bundler = new Bundler("outcomes");

  private record Position(String topic, int partition, long offset) implements RecordMetadata {}

  @Test
  void whatComesOutOfBundlesIsWhatWentIn() {
    long seed = 17;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<ConsumerRecord<byte[], byte[]>> records = random(random);

      List<ConsumerRecord<byte[], byte[]>> bundles = bundled(OUTCOMES, records);

      assertThat(described(unbundled(bundles)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(described(records));
    }
  }

  @Test
  void aBundleHasTheOffsetOfItsFirstRecordAndTheNextOffsetStays() {
    List<ConsumerRecord<byte[], byte[]>> records =
        List.of(plain(40, 7), plain(41, 7), plain(45, 7));
    Map<TopicPartition, OffsetAndMetadata> next = Map.of(OUTCOMES, new OffsetAndMetadata(48));

    ConsumerRecords<byte[], byte[]> bundles =
        bundler.bundle(new ConsumerRecords<>(Map.of(OUTCOMES, records), next), partition -> false);

    assertThat(bundles.records(OUTCOMES)).singleElement().satisfies(this::isABundleAt40);
    assertThat(bundles.nextOffsets()).isEqualTo(next);
  }

  private void isABundleAt40(ConsumerRecord<byte[], byte[]> bundle) {
    assertThat(bundle.offset()).isEqualTo(40);
    assertThat(RecordBundle.is(bundle)).isTrue();
    assertThat(bundle.partition()).isEqualTo(OUTCOMES.partition());
  }

  @Test
  void bundlesAreBounded() {
    List<ConsumerRecord<byte[], byte[]>> many = new ArrayList<>();
    for (int i = 0; i < 3 * Bundler.MOST_RECORDS; i++) {
      many.add(plain(i, 1));
    }
    List<ConsumerRecord<byte[], byte[]>> large =
        List.of(plain(0, 100_000), plain(1, 100_000), plain(2, Bundler.MOST_BYTES));

    assertThat(bundled(OUTCOMES, many)).hasSize(3);
    assertThat(bundled(OUTCOMES, large)).hasSize(3);
  }

  @Test
  void theLastBundleSaysThatItReachedTheEndOfTheLog() {
    List<ConsumerRecord<byte[], byte[]>> many = new ArrayList<>();
    for (int i = 0; i <= Bundler.MOST_RECORDS; i++) { // the last one alone
      many.add(plain(i, 1));
    }

    List<ConsumerRecord<byte[], byte[]>> atEnd = bundled(OUTCOMES, many, true);

    assertThat(atEnd).extracting(BundlerTest::endsLog).containsExactly(false, true);
    assertThat(described(unbundled(atEnd))).isEqualTo(described(many));
    assertThat(bundled(OUTCOMES, many, false)).extracting(BundlerTest::endsLog).containsOnly(false);
  }

  private static boolean endsLog(ConsumerRecord<byte[], byte[]> each) {
    return RecordBundle.endsLog(new Record<>(each.key(), each.value(), 0));
  }

  @Test
  void recordsOfOtherTopicsStayAlone() {
    List<ConsumerRecord<byte[], byte[]>> records = List.of(plain(1, 5), plain(2, 5));

    assertThat(bundled(RUNS, records)).isEqualTo(records);
  }

  @Test
  void noRecordOfAProducerIsTakenForABundle() {
    ConsumerRecord<byte[], byte[]> forged = record(1, new byte[0], new byte[20]);

    List<ConsumerRecord<byte[], byte[]>> passed = bundled(OUTCOMES, List.of(forged));

    assertThat(passed).containsExactly(forged);
    assertThat(RecordBundle.is(passed.get(0))).isFalse();
  }

  @Test
  void anEmptyPollStaysAsItIs() {
    ConsumerRecords<byte[], byte[]> nothing =
        new ConsumerRecords<>(Map.of(), Map.of(OUTCOMES, new OffsetAndMetadata(9)));

    assertThat(bundler.bundle(nothing, partition -> true)).isSameAs(nothing);
  }

  private List<ConsumerRecord<byte[], byte[]>> bundled(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    return bundled(partition, records, false);
  }

  private List<ConsumerRecord<byte[], byte[]>> bundled(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, boolean atEnd) {
    return bundler
        .bundle(new ConsumerRecords<>(Map.of(partition, records), Map.of()), any -> atEnd)
        .records(partition);
  }

  /** As the processor sees them. */
  private static List<ConsumerRecord<byte[], byte[]>> unbundled(
      List<ConsumerRecord<byte[], byte[]>> bundles) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    BundleReader reader = new BundleReader();
    for (ConsumerRecord<byte[], byte[]> each : bundles) {
      if (!RecordBundle.is(each)) {
        records.add(each);
        continue;
      }
      reader.open(each.value(), new Position(each.topic(), each.partition(), each.offset()));
      while (reader.next()) {
        Record<byte[], byte[]> record = reader.record();
        records.add(
            record(reader.position().offset(), record.timestamp(), record.key(), record.value()));
      }
    }
    return records;
  }

  private static List<String> described(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(
            record ->
                "%d at %d: %s = %s"
                    .formatted(
                        record.offset(),
                        record.timestamp(),
                        java.util.Arrays.toString(record.key()),
                        java.util.Arrays.toString(record.value())))
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> random(Random random) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long offset = random.nextInt(1_000);
    for (int i = random.nextInt(2_000); i >= 0; i--) {
      byte[] value = new byte[random.nextInt(300)];
      random.nextBytes(value);
      byte[] key = random.nextInt(50) == 0 ? new byte[random.nextInt(3)] : null;
      records.add(record(offset, key, random.nextInt(50) == 0 ? null : value));
      offset += 1 + random.nextInt(3);
    }
    return records;
  }

  private static ConsumerRecord<byte[], byte[]> plain(long offset, int bytes) {
    return record(offset, null, new byte[bytes]);
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] key, byte[] value) {
    return record(offset, 1_000 + offset * 3, key, value);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, long timestampMillis, byte[] key, byte[] value) {
    return new ConsumerRecord<>(
        OUTCOMES.topic(),
        OUTCOMES.partition(),
        offset,
        timestampMillis,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
