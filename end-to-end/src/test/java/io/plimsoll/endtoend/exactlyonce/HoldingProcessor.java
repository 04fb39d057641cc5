package io.plimsoll.endtoend.exactlyonce;

import io.plimsoll.analyzer.commit.CommitFlush;
import io.plimsoll.analyzer.commit.CommitHook;
import io.plimsoll.analyzer.commit.Outlet;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * As the analyzer's stages do: counts records, holds the count until the commit, and then hands it
 * to the topic and to its store.
 */
final class HoldingProcessor implements Processor<byte[], byte[], Void, Void>, CommitFlush {
  static final String STORE = "held";

  private final String source;
  private final String target;
  private final CommitHook hook;
  private final Consumer<String> notes;
  private ProcessorContext<Void, Void> context;
  private KeyValueStore<String, Long> store;
  private long held;

  HoldingProcessor(String source, String target, CommitHook hook, Consumer<String> notes) {
    this.source = source;
    this.target = target;
    this.hook = hook;
    this.notes = notes;
  }

  @Override
  public void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
    store = context.getStateStore(STORE);
    held = 0;
    hook.register(this);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    notes.accept("process");
    held++;
  }

  @Override
  public String stage() {
    return "holding";
  }

  @Override
  public boolean reads(TopicPartition partition) {
    return partition.topic().equals(source)
        && partition.partition() == context.taskId().partition();
  }

  @Override
  public void flush(Outlet outlet) {
    notes.accept("flush");
    Long before = store.get(STORE);
    store.put(STORE, (before == null ? 0 : before) + held);
    byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(held).array();
    outlet.send(target, context.taskId().partition(), null, count);
    held = 0;
  }

  @Override
  public void close() {
    hook.unregister(this);
  }
}
