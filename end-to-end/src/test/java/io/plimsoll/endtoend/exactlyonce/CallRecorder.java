package io.plimsoll.endtoend.exactlyonce;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of Kafka Streams, with a note of what Streams itself calls on its producer and when:
 * {@code begin}, {@code send}, {@code offsets}, {@code offsets-done}, {@code commit}, {@code
 * abort}.
 */
final class CallRecorder implements KafkaClientSupplier {
  private static final Map<String, String> NOTES =
      Map.of(
          "beginTransaction", "begin",
          "send", "send",
          "sendOffsetsToTransaction", "offsets",
          "commitTransaction", "commit",
          "abortTransaction", "abort");

  private final KafkaClientSupplier clients;
  private final List<String> calls = new CopyOnWriteArrayList<>();

  CallRecorder(KafkaClientSupplier clients) {
    this.clients = clients;
  }

  void note(String call) {
    calls.add(call);
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  @SuppressWarnings("unchecked") // the proxy passes everything on to a producer of these types
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Producer<byte[], byte[]> producer = clients.getProducer(config);
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, arguments) -> {
              String note = NOTES.get(method.getName());
              if (note != null) {
                note(note);
              }
              try {
                return method.invoke(producer, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if ("offsets".equals(note)) {
                  note("offsets-done");
                }
              }
            });
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return clients.getAdmin(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return clients.getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return clients.getRestoreConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return clients.getGlobalConsumer(config);
  }
}
