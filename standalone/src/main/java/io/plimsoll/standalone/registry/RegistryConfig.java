package io.plimsoll.standalone.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a {@link SchemaRegistry} listens and keeps its schemas.
 *
 * @param bootstrapServers the brokers
 * @param host the address to listen on; anything but loopback needs a token or {@code insecure}
 * @param port 0 takes a free one
 * @param topic holds every schema; created when absent, with one partition and compaction
 * @param replicationFactor of that topic, when it is created
 * @param token when present, requests must carry it as {@code Authorization: Bearer}
 * @param insecure allows an address other than loopback without a token
 * @param clientProperties further properties of the Kafka clients, such as those of SASL and TLS
 */
public record RegistryConfig(
    String bootstrapServers,
    String host,
    int port,
    String topic,
    short replicationFactor,
    Optional<String> token,
    boolean insecure,
    Map<String, String> clientProperties) {
  /** The topic's name unless another is configured. */
  public static final String DEFAULT_TOPIC = "plimsoll.schemas";

  public RegistryConfig {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(token, "token");
    clientProperties = Map.copyOf(clientProperties);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The registry's port is " + port + ": expected 0 to 65535");
    }
    if (topic.isBlank()) {
      throw new IllegalArgumentException(
          "The registry's topic is blank: name one, such as " + DEFAULT_TOPIC);
    }
    if (replicationFactor < 1) {
      throw new IllegalArgumentException(
          "replicationFactor is " + replicationFactor + ": expected at least 1");
    }
    if (token.isPresent() && token.get().isBlank()) {
      throw new IllegalArgumentException("The registry's token is blank: give a secret, or none");
    }
  }

  /** On loopback, on a free port, over the default topic with one replica. */
  public static RegistryConfig over(String bootstrapServers) {
    return new RegistryConfig(
        bootstrapServers,
        "127.0.0.1",
        0,
        DEFAULT_TOPIC,
        (short) 1,
        Optional.empty(),
        false,
        Map.of());
  }

  /** The same on another port. */
  public RegistryConfig withPort(int newPort) {
    return new RegistryConfig(
        bootstrapServers,
        host,
        newPort,
        topic,
        replicationFactor,
        token,
        insecure,
        clientProperties);
  }

  /** The same on another address. */
  public RegistryConfig withHost(String newHost) {
    return new RegistryConfig(
        bootstrapServers,
        newHost,
        port,
        topic,
        replicationFactor,
        token,
        insecure,
        clientProperties);
  }

  /** The same over another topic. */
  public RegistryConfig withTopic(String newTopic) {
    return new RegistryConfig(
        bootstrapServers,
        host,
        port,
        newTopic,
        replicationFactor,
        token,
        insecure,
        clientProperties);
  }

  /** The same behind a token. */
  public RegistryConfig withToken(String newToken) {
    return new RegistryConfig(
        bootstrapServers,
        host,
        port,
        topic,
        replicationFactor,
        Optional.of(newToken),
        insecure,
        clientProperties);
  }

  boolean open() {
    return token.isEmpty() && !insecure && !loopback();
  }

  private boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
