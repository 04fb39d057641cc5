package io.plimsoll.load.emit;

import io.plimsoll.load.LoadException;
import io.plimsoll.load.LoadException.Code;
import io.plimsoll.schemas.Command;
import io.plimsoll.schemas.serde.AvroDeserializer;
import io.plimsoll.schemas.serde.AvroSerdes;
import io.plimsoll.schemas.serde.WireException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the orders to one agent of one run, from the moment it is opened, on a thread of its own.
 * While the broker is away it hears nothing, and goes on where it stood when the broker is back.
 * Thread-safe.
 */
public final class CommandListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandListener.class);
  // An order ends the wait; without one, every question costs a core that is full half a
  // millisecond.
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);
  private static final long CLOSE_MILLIS = 2000;

  private final String runId;
  private final String agentId;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroDeserializer<Command> commands;
  private final Thread thread = new Thread(this::listen, "plimsoll-commands");
  private volatile Consumer<Command> orders = command -> {};
  private volatile boolean closed;
  private boolean begun;

  private CommandListener(KafkaConnection kafka, String runId, String agentId) {
    this.runId = runId;
    this.agentId = agentId;
    this.topic = kafka.cluster().topics().commands().name();
    this.commands = new AvroSerdes(kafka.ids()).deserializer(Command.getClassSchema());
    Map<String, Object> config = kafka.cluster().clientConfig();
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("fetch.max.wait.ms", (int) WAIT.toMillis());
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Notes the end of the topic: what is ordered from now on will be heard.
   *
   * @throws LoadException when the broker does not answer
   */
  public static CommandListener open(KafkaConnection kafka, String runId, String agentId) {
    CommandListener listener = new CommandListener(kafka, runId, agentId);
    TopicPartition only = new TopicPartition(listener.topic, 0);
    try {
      listener.consumer.assign(List.of(only));
      listener.consumer.seekToEnd(List.of(only));
      listener.consumer.position(only, OPEN_TIMEOUT);
      return listener;
    } catch (KafkaException e) {
      listener.consumer.close();
      throw new LoadException(
          Code.BROKER_UNREACHABLE,
          "the Kafka broker at %s does not serve %s: %s. Check that it runs and its settings"
              .formatted(kafka.cluster().bootstrapServers(), listener.topic, e.getMessage()),
          e);
    }
  }

  /** Begins to hand orders on, each on the listener's thread. */
  public synchronized void start(Consumer<Command> listener) {
    orders = listener;
    begun = true;
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    while (!closed) {
      try {
        consumer.poll(WAIT).forEach(record -> take(record.value()));
      } catch (WakeupException closing) {
        return;
      } catch (KafkaException e) {
        LOG.warn("run {}: orders cannot be read now: {}", runId, e.getMessage());
      }
    }
  }

  private void take(byte[] value) {
    Command command;
    try {
      command = commands.deserialize(topic, value);
    } catch (WireException e) {
      LOG.warn("run {}: an order that cannot be read was left out: {}", runId, e.getMessage());
      return;
    }
    boolean mine =
        command != null
            && command.getRunId().equals(runId)
            && (command.getAgentId() == null || command.getAgentId().equals(agentId));
    if (mine) {
      orders.accept(command);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    consumer.wakeup();
    if (begun) {
      try {
        thread.join(CLOSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (!thread.isAlive()) {
      consumer.close();
    }
  }
}
