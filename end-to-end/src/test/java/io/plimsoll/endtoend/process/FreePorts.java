package io.plimsoll.endtoend.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports that were free a moment ago, for a server that must come back on the same ones.
 *
 * @param broker of the broker
 * @param registry of the registry
 * @param http of the page
 */
public record FreePorts(String broker, String registry, String http) {

  public static FreePorts take() throws IOException {
    try (ServerSocket broker = open();
        ServerSocket registry = open();
        ServerSocket http = open()) {
      return new FreePorts(port(broker), port(registry), port(http));
    }
  }

  private static ServerSocket open() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String port(ServerSocket socket) {
    return String.valueOf(socket.getLocalPort());
  }
}
