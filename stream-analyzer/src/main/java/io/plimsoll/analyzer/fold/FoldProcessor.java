package io.plimsoll.analyzer.fold;

import io.plimsoll.analyzer.commit.CommitFlush;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.commit.Outlet;
import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.analyzer.delta.DeltaKeys;
import io.plimsoll.analyzer.intake.BundleReader;
import io.plimsoll.analyzer.intake.RecordBundle;
import io.plimsoll.schemas.outcome.OutcomeReader;
import io.plimsoll.schemas.topic.Topics;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Stage 1: folds the outcomes of a partition, and hands the deltas on with each commit. It holds
 * nothing across a commit and so needs no store: whatever was not committed is read again.
 */
final class FoldProcessor implements Processor<byte[], byte[], byte[], byte[]>, CommitFlush {
  /** Early drains after which a commit should not wait for its time. */
  private static final int DRAINS_PER_COMMIT = 4;

  private final FoldSettings settings;
  private final Topics topics;
  private final DeadLetters deadLetters;
  private final CommitHook hook;
  private ProcessorContext<byte[], byte[]> context;
  private final BundleReader bundle = new BundleReader();
  private OutcomeFold fold;
  private int earlyDrains;
  private Sensor outcomes;

  FoldProcessor(FoldSettings settings, DeadLetters deadLetters, CommitHook hook) {
    this.settings = settings;
    this.topics = settings.topics();
    this.deadLetters = deadLetters;
    this.hook = hook;
  }

  /** Begins anew: what an earlier life held and did not commit will be read again. */
  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    fold =
        new OutcomeFold(
            new OutcomeReader(settings.ids(), topics.requestOutcomes().name()),
            context.taskId().partition(),
            topics.partitions(),
            topics::partitionOf,
            settings.budget());
    outcomes = FoldMetrics.outcomes(context);
    hook.register(this);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long before = fold.taken();
    if (RecordBundle.is(record)) {
      processBundle(record.value());
      if (RecordBundle.endsLog(record)) {
        fold.reachedEnd();
      }
    } else {
      fold.add(
          record.value(),
          record.timestamp(),
          why -> reject(record, context.recordMetadata().orElseThrow(), why));
      drainWhenFull();
    }
    outcomes.record((double) (fold.taken() - before));
  }

  private void processBundle(byte[] value) {
    Consumer<RejectedRecordException> rejected =
        why -> reject(bundle.record(), bundle.position(), why);
    bundle.open(value, context.recordMetadata().orElseThrow());
    while (bundle.next()) {
      fold.add(bundle.bytes(), bundle.from(), bundle.to(), bundle.timestampMillis(), rejected);
      drainWhenFull();
    }
  }

  private void reject(
      Record<byte[], byte[]> record, RecordMetadata position, RejectedRecordException why) {
    context.forward(deadLetters.letter(record, position, why), FoldPart.DEAD_LETTERS);
  }

  private void drainWhenFull() {
    if (fold.isFull()) {
      drainEarly();
    }
  }

  /** Now and then it asks for a commit, too, so that no transaction grows without bound. */
  private void drainEarly() {
    fold.drain(this::forward);
    if (++earlyDrains % DRAINS_PER_COMMIT == 0) {
      context.commit();
    }
  }

  private void forward(int partition, byte[] delta) {
    long now = context.currentStreamTimeMs();
    context.forward(new Record<>(DeltaKeys.of(partition), delta, Math.max(0, now)), FoldPart.SINK);
  }

  @Override
  public String stage() {
    return FoldPart.PROCESSOR;
  }

  @Override
  public boolean reads(TopicPartition partition) {
    return partition.partition() == context.taskId().partition()
        && partition.topic().equals(topics.requestOutcomes().name());
  }

  @Override
  public void flush(Outlet outlet) {
    fold.drain(
        (partition, delta) ->
            outlet.send(settings.deltasTopic(), partition, DeltaKeys.of(partition), delta));
  }

  @Override
  public void close() {
    hook.unregister(this);
    context.metrics().removeSensor(outcomes);
    fold = null;
  }
}
