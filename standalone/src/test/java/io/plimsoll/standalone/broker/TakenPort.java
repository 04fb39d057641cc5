package io.plimsoll.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A loopback port something else listens on. */
record TakenPort(ServerSocket socket) implements AutoCloseable {

  static TakenPort hold(int port) throws IOException {
    return new TakenPort(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
