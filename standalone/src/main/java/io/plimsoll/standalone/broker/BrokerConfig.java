package io.plimsoll.standalone.broker;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where an {@link EmbeddedBroker} keeps its data and on which loopback ports it listens.
 *
 * @param directory belongs to the broker alone; created when absent
 * @param port the port clients use; 0 takes a free one
 * @param controllerPort the port of the node's own controller; 0 takes a free one
 */
public record BrokerConfig(Path directory, int port, int controllerPort) {
  private static final int HIGHEST_PORT = 65_535;

  public BrokerConfig {
    Objects.requireNonNull(directory, "directory");
    directory = directory.toAbsolutePath().normalize();
    requirePort("port", port);
    requirePort("controllerPort", controllerPort);
    if (port != 0 && port == controllerPort) {
      throw new IllegalArgumentException(
          "port and controllerPort are both " + port + ": choose two different ports, or 0");
    }
  }

  /** Over this directory, on free ports. */
  public static BrokerConfig in(Path directory) {
    return new BrokerConfig(directory, 0, 0);
  }

  /** The same with another client port. */
  public BrokerConfig withPort(int newPort) {
    return new BrokerConfig(directory, newPort, controllerPort);
  }

  private static void requirePort(String name, int value) {
    if (value < 0 || value > HIGHEST_PORT) {
      throw new IllegalArgumentException(name + " is " + value + ": expected 0 to " + HIGHEST_PORT);
    }
  }
}
