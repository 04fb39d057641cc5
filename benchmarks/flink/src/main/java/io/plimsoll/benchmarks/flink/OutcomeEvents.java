package io.plimsoll.benchmarks.flink;

import io.plimsoll.schemas.outcome.OutcomeReader;
import io.plimsoll.schemas.outcome.OutcomeView;
import io.plimsoll.schemas.serde.SchemaIds;
import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple7;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads of an outcome what the analyzer reads; marks are left out. */
final class OutcomeEvents implements KafkaRecordDeserializationSchema<OutcomeEvents.Event> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<Event> TYPE = TypeInformation.of(new TypeHint<Event>() {});

  private final String registry;
  private final String topic;
  private transient OutcomeReader reader;

  /**
   * Series (run and operation), end, intended start, start in microseconds, kind, bytes sent and
   * received.
   */
  public static final class Event extends Tuple7<String, Long, Long, Long, Integer, Long, Long> {
    private static final long serialVersionUID = 1L;
  }

  OutcomeEvents(String registry, String topic) {
    this.registry = registry;
    this.topic = topic;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader =
        new OutcomeReader(
            new SchemaIds(new Cluster("none:1", registry, new Topics(), Map.of()).openRegistry()),
            topic);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Event> out) {
    if (reader.kindOf(record.value()) != OutcomeReader.Kind.PROGRESS) {
      out.collect(event(reader.outcome(record.value())));
    }
  }

  private static Event event(OutcomeView view) {
    Event event = new Event();
    event.f0 = text(view, view.runIdOffset(), view.runIdLength()).concat(operation(view));
    event.f1 = view.endMicros();
    event.f2 = view.intendedStartMicros();
    event.f3 = view.startMicros();
    event.f4 = view.outcomeOrdinal();
    event.f5 = view.bytesSent();
    event.f6 = view.bytesReceived();
    return event;
  }

  private static String operation(OutcomeView view) {
    return text(view, view.operationOffset(), view.operationLength());
  }

  private static String text(OutcomeView view, int offset, int length) {
    return new String(view.bytes(), offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public TypeInformation<Event> getProducedType() {
    return TYPE;
  }
}
