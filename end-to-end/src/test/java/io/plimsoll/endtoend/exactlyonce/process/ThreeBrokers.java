package io.plimsoll.endtoend.exactlyonce.process;

import io.plimsoll.endtoend.process.FreePorts;
import io.plimsoll.standalone.registry.RegistryConfig;
import io.plimsoll.standalone.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three Kafka nodes, each in a JVM of its own, with three replicas of everything of which two must
 * be in sync; the registry runs in the test's JVM.
 */
public final class ThreeBrokers implements Brokers {
  private static final Duration START_AT_MOST = Duration.ofMinutes(2);
  private static final int NODES = 3;

  private final Path directory;
  private final List<FreePorts> ports = new ArrayList<>();
  private final Map<Integer, ChildJvm> jvms = new HashMap<>();
  private SchemaRegistry registry;

  private ThreeBrokers(Path directory) {
    this.directory = directory;
  }

  public static ThreeBrokers start(Path directory) throws IOException {
    ThreeBrokers brokers = new ThreeBrokers(directory);
    for (int node = 0; node < NODES; node++) {
      brokers.ports.add(FreePorts.take());
    }
    try {
      IntStream.range(0, NODES).forEach(brokers::launch);
      IntStream.range(0, NODES).forEach(brokers::awaitReady);
      brokers.registry = SchemaRegistry.start(brokers.registryConfig());
      return brokers;
    } catch (RuntimeException | Error e) {
      brokers.close();
      throw e;
    }
  }

  private RegistryConfig registryConfig() {
    return new RegistryConfig(
        bootstrapServers(),
        "127.0.0.1",
        0,
        RegistryConfig.DEFAULT_TOPIC,
        (short) NODES,
        Optional.empty(),
        false,
        Map.of());
  }

  private void launch(int node) {
    jvms.put(
        node,
        ChildJvm.start(
            directory,
            "node-" + node,
            NodeMain.class,
            Map.of(
                "directory", directory.resolve("node-data-" + node).toString(),
                "node", String.valueOf(node),
                "port", ports.get(node).broker(),
                "controllerPort", ports.get(node).http(),
                "voters", voters())));
  }

  private String voters() {
    return IntStream.range(0, NODES)
        .mapToObj(node -> node + "@127.0.0.1:" + ports.get(node).http())
        .collect(Collectors.joining(","));
  }

  private void awaitReady(int node) {
    jvms.get(node).awaitLines("ready", 1, START_AT_MOST);
  }

  /** How many there are; they are numbered from 0. */
  public int nodes() {
    return NODES;
  }

  /** kill −9 of one of them. */
  public void kill(int node) {
    jvms.get(node).kill();
  }

  /** Starts a killed one over what it left. */
  public void restart(int node) {
    launch(node);
    awaitReady(node);
  }

  @Override
  public String bootstrapServers() {
    return ports.stream()
        .map(each -> "127.0.0.1:" + each.broker())
        .collect(Collectors.joining(","));
  }

  @Override
  public String registryUrl() {
    return registry.url();
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
    jvms.values().forEach(ChildJvm::close);
  }
}
