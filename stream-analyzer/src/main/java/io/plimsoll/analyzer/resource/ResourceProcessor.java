package io.plimsoll.analyzer.resource;

import io.plimsoll.analyzer.deadletter.DeadLetters;
import io.plimsoll.analyzer.deadletter.RejectedRecordException;
import io.plimsoll.analyzer.retention.WindowRetention;
import io.plimsoll.schemas.ResourceWindow;
import io.plimsoll.schemas.SystemSample;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.AvroSerializer;
import io.plimsoll.schemas.serde.WireException;
import io.plimsoll.schemas.topic.Topics;
import java.util.ArrayList;
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
  private final WindowRetention retention;
  private final DeadLetters deadLetters;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private ResourceFold fold;

  ResourceProcessor(
      AvroSerdes serdes, Topics topics, WindowRetention retention, DeadLetters deadLetters) {
    this.samples = serdes.deserializer(SystemSample.getClassSchema());
    this.windows = serdes.serializer(ResourceWindow.getClassSchema());
    this.topics = topics;
    this.retention = retention;
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    store = context.getStateStore(ResourcePart.STORE);
    fold = new ResourceFold(this, retention);
    List<KeyValue<Bytes, byte[]>> kept = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      entries.forEachRemaining(kept::add);
    }
    kept.forEach(
        entry -> fold.restore(ResourceKeys.decode(entry.key), ResourceCell.decode(entry.value)));
  }

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
