package io.plimsoll.analyzer.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Kafka's in-memory producer stands in for the broker: it keeps what was committed together. */
final class FlushingProducerTest {
  private static final TopicPartition MINE = new TopicPartition("in", 3);
  private static final TopicPartition OTHER = new TopicPartition("in", 4);

  private final MockProducer<byte[], byte[]> broker =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private final CommitHook hook = new CommitHook();
  private final FlushingProducer producer = new FlushingProducer(broker, hook, CommitObserver.NONE);

  private record SendsOne(TopicPartition source, List<String> calls) implements CommitFlush {
    @Override
    public String stage() {
      return "stage " + source.partition();
    }

    @Override
    public boolean reads(TopicPartition partition) {
      return partition.equals(source);
    }

    @Override
    public void flush(Outlet outlet) {
      calls.add("flush " + source.partition());
      outlet.send("out", 1, new byte[] {1}, new byte[] {2});
    }
  }

  private void commit(TopicPartition partition) {
    producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(5)), group());
    producer.commitTransaction();
  }

  private static ConsumerGroupMetadata group() {
    return new MockConsumer<byte[], byte[]>("earliest").groupMetadata();
  }

  private void begin() {
    producer.initTransactions();
    producer.beginTransaction();
  }

  @Test
  void whatIsFlushedIsCommittedTogetherWithTheOffsets() {
    hook.register(new SendsOne(MINE, new ArrayList<>()));
    begin();

    commit(MINE);

    assertThat(broker.history()).hasSize(1);
    assertThat(broker.history().get(0).partition()).isEqualTo(1);
    assertThat(broker.consumerGroupOffsetsHistory()).hasSize(1);
    assertThat(broker.transactionCommitted()).isTrue();
  }

  @Test
  void whatIsFlushedInAnAbortedTransactionIsGone() {
    hook.register(new SendsOne(MINE, new ArrayList<>()));
    begin();
    producer.sendOffsetsToTransaction(Map.of(MINE, new OffsetAndMetadata(5)), group());

    producer.abortTransaction();

    assertThat(broker.history()).isEmpty();
    assertThat(broker.consumerGroupOffsetsHistory()).isEmpty();
  }

  @Test
  void onlyTheTasksWhoseOffsetsAreCommittedFlush() {
    List<String> calls = new ArrayList<>();
    hook.register(new SendsOne(MINE, calls));
    hook.register(new SendsOne(OTHER, calls));
    begin();

    commit(OTHER);

    assertThat(calls).containsExactly("flush 4");
  }

  @Test
  void aClosedTaskDoesNotFlush() {
    List<String> calls = new ArrayList<>();
    CommitFlush flush = new SendsOne(MINE, calls);
    hook.register(flush);
    hook.unregister(flush);
    begin();

    commit(MINE);

    assertThat(calls).isEmpty();
  }

  @Test
  void aFlushThatFailsKeepsTheOffsetsOut() {
    hook.register(
        new CommitFlush() {
          @Override
          public String stage() {
            return "failing";
          }

          @Override
          public boolean reads(TopicPartition partition) {
            return true;
          }

          @Override
          public void flush(Outlet outlet) {
            throw new IllegalStateException("cannot");
          }
        });
    begin();

    assertThatThrownBy(() -> commit(MINE)).hasMessage("cannot");
    assertThat(broker.sentOffsets()).isFalse();
  }

  @Test
  void anObserverIsToldWhenAllIsSentAndNothingCommitted() {
    List<String> seen = new ArrayList<>();
    CommitObserver observer =
        stage ->
            seen.add(
                stage
                    + (broker.sentOffsets() ? ", offsets sent" : "")
                    + (broker.transactionCommitted() ? ", committed" : ""));
    FlushingProducer observed = new FlushingProducer(broker, hook, observer);
    hook.register(new SendsOne(MINE, new ArrayList<>()));
    begin();

    observed.sendOffsetsToTransaction(Map.of(MINE, new OffsetAndMetadata(5)), group());
    observed.commitTransaction();

    assertThat(seen).containsExactly("stage 3, offsets sent");
    assertThat(broker.transactionCommitted()).isTrue();
  }

  @Test
  void anObserverOfFlushesIsToldOfEachWithoutAWaitForTheBroker() {
    List<Long> nanos = new ArrayList<>();
    CommitObserver times = CommitObserver.flushes(nanos::add);
    FlushingProducer observed = new FlushingProducer(broker, hook, times);
    hook.register(new SendsOne(MINE, new ArrayList<>()));
    begin();

    observed.sendOffsetsToTransaction(Map.of(MINE, new OffsetAndMetadata(5)), group());

    assertThat(nanos).singleElement().satisfies(took -> assertThat(took).isPositive());
    assertThat(times.awaitsBroker()).isFalse();
    assertThat(CommitObserver.NONE.awaitsBroker()).isFalse();
  }

  @Test
  void withoutTransactionsEverythingIsSentBeforeTheConsumerCommits() {
    List<String> seen = new ArrayList<>();
    FlushingProducer observed = new FlushingProducer(broker, hook, seen::add);
    hook.register(new SendsOne(MINE, new ArrayList<>()));

    observed.beforeOffsetsOf(List.of(MINE));

    assertThat(broker.history()).hasSize(1);
    assertThat(seen).containsExactly("stage 3");
  }

  @Test
  void anotherThreadsTasksAreLeftAlone() throws InterruptedException {
    List<String> calls = new ArrayList<>();
    Thread other = new Thread(() -> hook.register(new SendsOne(MINE, calls)));
    other.start();
    other.join();
    begin();

    commit(MINE);

    assertThat(calls).isEmpty();
  }
}
