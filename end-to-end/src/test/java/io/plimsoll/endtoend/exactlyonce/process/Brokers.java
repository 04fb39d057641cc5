package io.plimsoll.endtoend.exactlyonce.process;

/** Kafka and a registry that run while this is open. */
public interface Brokers extends AutoCloseable {
  String bootstrapServers();

  String registryUrl();

  @Override
  void close();
}
