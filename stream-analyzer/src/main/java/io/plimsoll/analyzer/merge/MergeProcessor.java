package io.plimsoll.analyzer.merge;

import io.plimsoll.analyzer.cardinality.Budget;
import io.plimsoll.analyzer.commit.CommitFlush;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.commit.Outlet;
import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.analyzer.delta.DeltaKeys;
import io.plimsoll.analyzer.delta.DeltaWriter;
import io.plimsoll.analyzer.intake.EventTimes;
import io.plimsoll.analyzer.version.OtherVersionException;
import io.plimsoll.schemas.AgentLedger;
import io.plimsoll.schemas.RunRecord;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.topic.NameLimits;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Stage 2: merges deltas into the windows of the runs of one partition. Live accumulators are
 * written back to the store with each commit; after a restart they are taken back from there.
 *
 * <p>Wall time enters in one place only: while a run that is over waits for an agent it has lost, a
 * tick a second is written to the deltas topic, so that time too is read from the log.
 */
final class MergeProcessor implements Processor<byte[], byte[], byte[], byte[]>, CommitFlush {
  static final Duration TICK = Duration.ofSeconds(1);

  /**
   * Work, in items of deltas, after which a commit should not wait for its time: while the analyzer
   * catches up a second of wall time brings many of event time, and a flush that has all of them to
   * close would hold up the records behind it.
   */
  private static final int WORK_PER_COMMIT = 50_000;

  /** How soon a flush that closed as many windows as it may is followed by the next. */
  private static final Duration CATCH_UP = Duration.ofMillis(50);

  private final MergeSettings settings;
  private final RunDecoder decoder;
  private final DeadLetters deadLetters;
  private final CommitHook hook;
  private ProcessorContext<byte[], byte[]> context;
  private MergeStore store;
  private OpenRuns runs;
  private OutletOutput output;

  MergeProcessor(MergeSettings settings, DeadLetters deadLetters, CommitHook hook) {
    this.settings = settings;
    this.decoder = new RunDecoder(settings.serdes(), settings.topics());
    this.deadLetters = deadLetters;
    this.hook = hook;
  }

  /** Begins anew from the store: what an earlier life held and did not commit is dropped. */
  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    int partition = context.taskId().partition();
    store = new MergeStore(context.getStateStore(MergePart.STORE));
    output = new OutletOutput(settings.serdes(), settings.topics(), partition);
    runs = settings.newOpenRuns(store);
    runs.restore(decoder);
    hook.register(this);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
    context.schedule(CATCH_UP, PunctuationType.WALL_CLOCK_TIME, now -> catchUp());
  }

  private void tick() {
    if (runs.anyWaits()) {
      long time = Math.max(0, context.currentStreamTimeMs());
      byte[] key = DeltaKeys.of(context.taskId().partition());
      context.forward(new Record<>(key, DeltaWriter.tick(), time), MergePart.TICKS);
    }
  }

  private void catchUp() {
    if (runs.isBehind()) {
      context.commit();
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata position = context.recordMetadata().orElseThrow();
    try {
      take(record, position.topic());
    } catch (RejectedRecordException e) {
      context.forward(deadLetters.letter(record, position, e), MergePart.DEAD_LETTERS);
    }
  }

  private void take(Record<byte[], byte[]> record, String topic) {
    byte[] value = record.value();
    if (topic.equals(settings.deltasTopic())) {
      delta(record);
    } else if (topic.equals(settings.topics().systemSamples().name())) {
      sample(value, record.timestamp());
    } else if (value != null) { // a deleted run or ledger has nothing to say
      try {
        takeAvro(value, topic);
      } catch (WireException e) {
        throw RejectedRecordException.unreadable(e);
      }
    }
  }

  /** One that cannot be used is a dead letter of those who make windows of samples. */
  private void sample(byte[] value, long recordMillis) {
    if (value == null || !runs.wantsSamples()) {
      return;
    }
    try {
      SystemSample sample = decoder.sample(value);
      if (sample.getAtMicros() <= EventTimes.latestMicros(recordMillis)) {
        runs.sample(sample);
      }
    } catch (WireException e) {
      if (e.code() == WireException.Code.REGISTRY_UNREACHABLE) {
        throw e;
      }
    }
  }

  /** What one of our own left, of whatever version, must not be skipped: the analyzer stops. */
  private void delta(Record<byte[], byte[]> record) {
    try {
      runs.delta(record.value()).forEach((runId, count) -> afterEnd(record, runId, count));
      if (runs.workSinceFlush() >= WORK_PER_COMMIT) {
        context.commit();
      }
    } catch (IllegalArgumentException e) {
      throw RejectedRecordException.damaged("not a delta: " + e.getMessage(), e);
    } catch (OtherVersionException e) {
      if (DeltaKeys.isOf(record.key(), context.taskId().partition())) {
        throw e;
      }
      throw RejectedRecordException.damaged("not a delta of ours: " + e.getMessage(), e);
    }
  }

  /** Without the delta itself, which is of other runs, too. */
  private void afterEnd(Record<byte[], byte[]> delta, String runId, long outcomes) {
    RejectedRecordException why =
        RejectedRecordException.invalid(
            runId,
            "%d outcomes came after the end of their run: they are in no window and no account of it"
                .formatted(outcomes));
    Record<byte[], byte[]> bare = new Record<>(delta.key(), null, delta.timestamp());
    RecordMetadata position = context.recordMetadata().orElseThrow();
    context.forward(deadLetters.letter(bare, position, why), MergePart.DEAD_LETTERS);
  }

  private void takeAvro(byte[] value, String topic) {
    if (topic.equals(settings.topics().runs().name())) {
      RunRecord run = decoder.record(value);
      requireId(run.getRunId(), "run id", run.getRunId());
      run.getAgents().forEach(agent -> requireId(run.getRunId(), "agent id", agent));
      if (runs.record(run)) {
        store.putRecord(run.getRunId(), value);
      }
    } else {
      AgentLedger ledger = decoder.ledger(value);
      requireId(ledger.getRunId(), "run id", ledger.getRunId());
      requireId(ledger.getRunId(), "agent id", ledger.getAgentId());
      if (ledger.getAgentId().equals(Budget.OTHER)) {
        throw RejectedRecordException.invalid(ledger.getRunId(), Budget.OTHER_IS_NO_AGENT);
      }
      if (runs.ledger(ledger)) {
        store.putLedger(ledger.getRunId(), ledger.getAgentId(), value);
      }
    }
  }

  private static void requireId(String runId, String what, String id) {
    NameLimits.wrongWithId(id)
        .ifPresent(
            wrong -> {
              throw RejectedRecordException.invalid(runId, what + ": " + wrong);
            });
  }

  @Override
  public String stage() {
    return MergePart.PROCESSOR;
  }

  @Override
  public boolean reads(TopicPartition partition) {
    return partition.partition() == context.taskId().partition()
        && settings.isSource(partition.topic());
  }

  @Override
  public void flush(Outlet outlet) {
    runs.flush(output.to(outlet));
  }

  @Override
  public void close() {
    hook.unregister(this);
    runs = null;
  }
}
