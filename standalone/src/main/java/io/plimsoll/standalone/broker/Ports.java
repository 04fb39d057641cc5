package io.plimsoll.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback ports: choosing free ones, refusing taken ones before Kafka meets them. */
record Ports(int client, int controller) {

  /**
   * Replaces 0 by free ports. Kafka binds later, so a free port may be taken in between; callers
   * retry.
   */
  static Ports resolve(BrokerConfig config) {
    requireFree("broker port", config.port());
    requireFree("controller port", config.controllerPort());
    // Both sockets are open at once, so that the two free ports differ.
    try (ServerSocket client = open(config.port());
        ServerSocket controller = open(config.controllerPort())) {
      return new Ports(client.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new BrokerException(
          BrokerException.Code.PORT_TAKEN,
          "No free loopback port for the embedded broker: " + e.getMessage() + "; name a free port",
          e);
    }
  }

  private static void requireFree(String what, int port) {
    try (ServerSocket socket = open(port)) {
      // Bound and released: free.
      assert socket.isBound();
    } catch (IOException e) {
      throw taken(what, port, e);
    }
  }

  private static BrokerException taken(String what, int port, IOException cause) {
    return new BrokerException(
        BrokerException.Code.PORT_TAKEN,
        "The %s 127.0.0.1:%d is not to be had (%s): stop what listens there, or choose another port, or 0 for any"
            .formatted(what, port, cause.getMessage()),
        cause);
  }

  private static ServerSocket open(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true); // as Kafka does: a port in TIME_WAIT is free
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
