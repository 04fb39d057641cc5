package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Folds system samples into resource windows; each sample updates them at once. */
final class ResourceProcessor implements Processor<byte[], byte[], byte[], byte[]>, ResourceOutput {
  private final AvroDeserializer<SystemSample> samples;
  private final AvroSerializer<ResourceWindow> windows;
  private final Topics topics;
  private final ResourceSettings settings;
  private final DeadLetters deadLetters;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private ResourceFold fold;

  ResourceProcessor(ResourceSettings settings, DeadLetters deadLetters) {
    this.samples = settings.serdes().deserializer(SystemSample.getClassSchema());
    this.windows = settings.serdes().serializer(ResourceWindow.getClassSchema());
    this.topics = settings.topics();
    this.settings = settings;
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    store = context.getStateStore(ResourcePart.STORE);
    fold = new ResourceFold(this, settings.retention(), settings.runsPerPartition());
    List<KeyValue<Bytes, byte[]>> kept = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      entries.forEachRemaining(kept::add);
    }
    restore(kept);
  }

  private void restore(List<KeyValue<Bytes, byte[]>> kept) {
    List<Settled> settled = new ArrayList<>();
    for (KeyValue<Bytes, byte[]> entry : kept) {
      if (ResourceKeys.isOfSettled(entry.key)) {
        String runId = ResourceKeys.decode(entry.key).runId();
        settled.add(new Settled(runId, ByteBuffer.wrap(entry.value).getLong()));
      }
    }
    settled.sort(Comparator.comparingLong(Settled::endMicros));
    settled.forEach(run -> fold.restoreSettled(run.id(), run.endMicros()));
    for (KeyValue<Bytes, byte[]> entry : kept) {
      if (!ResourceKeys.isOfSettled(entry.key)) {
        fold.restore(ResourceKeys.decode(entry.key), ResourceCell.decode(entry.value));
      }
    }
  }

  /** Through when the windows of a run are final. */
  private record Settled(String id, long endMicros) {}

  @Override
  public void process(Record<byte[], byte[]> record) {
    try {
      fold.add(sample(record.value()), record.timestamp());
    } catch (RejectedRecordException e) {
      context.forward(
          deadLetters.letter(record, context.recordMetadata().orElseThrow(), e),
          ResourcePart.DEAD_LETTERS);
    }
  }

  private SystemSample sample(byte[] value) {
    if (value == null) {
      throw RejectedRecordException.invalid(null, "a sample without a value");
    }
    try {
      return samples.deserialize(topics.systemSamples().name(), value);
    } catch (WireException e) {
      throw RejectedRecordException.unreadable(e);
    }
  }

  @Override
  public void window(ResourceKey key, ResourceCell cell) {
    store.put(ResourceKeys.encode(key), cell.encoded());
    ResourceWindow window = ResourceRecords.window(key, cell);
    byte[] value = windows.serialize(topics.resourceWindows().name(), window);
    forward(key, value);
  }

  @Override
  public void settled(String runId, long endMicros) {
    byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(endMicros).array();
    store.put(ResourceKeys.ofSettled(runId), value);
  }

  @Override
  public void forgetSettled(String runId) {
    store.delete(ResourceKeys.ofSettled(runId));
  }

  @Override
  public void expired(ResourceKey key) {
    forward(key, null);
  }

  private void forward(ResourceKey key, byte[] value) {
    long time = Math.max(0, context.currentStreamTimeMs());
    context.forward(new Record<>(key.topicKey(), value, time), ResourcePart.SINK);
  }

  @Override
  public void forget(ResourceKey key) {
    store.delete(ResourceKeys.encode(key));
  }
}
