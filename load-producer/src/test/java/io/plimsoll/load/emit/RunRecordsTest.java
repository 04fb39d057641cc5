package io.plimsoll.load.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.plimsoll.schemas.Protocol;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.topic.OutcomePartitions;
import io.plimsoll.schemas.topic.Topics;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where outcomes go. */
final class RunRecordsTest {
  private static final long END = 1_700_000_000_000_000L;

  private final Topics topics = new Topics();

  @Test
  void letsTheProducerChooseWhereOperationsAreFew() {
    assertThat(records(2).outcome(entry(1)).partition()).isNull();
  }

  @Test
  void putsAnOperationsSecondOnOnePartitionWhereTheyAreMany() {
    RunRecords records = records(1000);
    OutcomePartitions partitions =
        new OutcomePartitions(names(1000), topics.requestOutcomes().partitions());

    assertThat(IntStream.range(0, 1000).map(i -> records.outcome(entry(i)).partition()))
        .containsExactlyElementsOf(
            IntStream.range(0, 1000).mapToObj(i -> partitions.of(i, END)).toList());
  }

  @Test
  void letsTheProducerChooseForOutcomesThatShareARecord() {
    SpoolEntry two = SpoolEntry.outcomes(0, new int[] {3, 4}, END, new byte[9]);

    assertThat(records(1000).outcome(two).partition()).isNull();
  }

  private static SpoolEntry entry(int operation) {
    return SpoolEntry.outcome(0, operation, END, new byte[9]);
  }

  private RunRecords records(int operations) {
    RunIdentity run =
        new RunIdentity(
            "run",
            "agent",
            "shop",
            names(operations),
            Collections.nCopies(operations, Protocol.HTTP1),
            List.of("steady"));
    return new RunRecords(topics, new AvroSerdes(new MockSchemaRegistryClient()), run);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "operation-" + i).toList();
  }
}
