package io.plimsoll.standalone.cli;

import io.plimsoll.schemas.topic.Cluster;
import io.plimsoll.schemas.topic.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Where Kafka and the registry are, when they are not embedded. */
final class ClusterOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka; several separated by commas. Without it everything is embedded.")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description = "Confluent REST API of the schema registry (default: ${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:8081")
  private String schemaRegistry;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What topic names begin with (default: ${DEFAULT-VALUE}).",
      defaultValue = Topics.DEFAULT_PREFIX)
  private String topicPrefix;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the topics, when they are created (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + Topics.DEFAULT_PARTITIONS)
  private int partitions;

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description = "Properties of every Kafka client (security.protocol, sasl.*, ssl.*).")
  private Path clientConfig;

  boolean given() {
    return bootstrapServers != null;
  }

  Optional<Cluster> cluster() {
    if (!given()) {
      return Optional.empty();
    }
    return Optional.of(
        new Cluster(
            bootstrapServers,
            schemaRegistry,
            new Topics(topicPrefix, partitions),
            clientSettings()));
  }

  Cluster required() {
    return cluster()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.UNUSABLE_INPUT,
                    "--bootstrap-servers is missing: this command needs a Kafka, for example --bootstrap-servers 127.0.0.1:9092"));
  }

  private Map<String, String> clientSettings() {
    if (clientConfig == null) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(clientConfig, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.UNUSABLE_INPUT, "--client-config " + clientConfig + " cannot be read: " + e, e);
    }
    Map<String, String> settings = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }
}
