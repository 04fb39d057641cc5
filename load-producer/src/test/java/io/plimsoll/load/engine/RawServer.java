package io.plimsoll.load.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that misbehaves as told: reads one request head, then runs the script. */
final class RawServer implements AutoCloseable {
  /** What it does with a request. */
  @FunctionalInterface
  interface Script {
    void answer(Socket socket, int request) throws IOException;
  }

  private final ServerSocket listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Script script;

  RawServer(Script script) throws IOException {
    this.script = script;
    daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  int requests() {
    return requests.get();
  }

  /** Connections it has accepted. */
  int connections() {
    return sockets.size();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      while (readHead(socket.getInputStream())) {
        script.answer(socket, requests.getAndIncrement());
      }
    } catch (IOException closed) {
      // The script or the client has closed it.
    }
  }

  private static boolean readHead(InputStream in) throws IOException {
    int seen = 0;
    while (seen < 4) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      seen = next == (seen % 2 == 0 ? '\r' : '\n') ? seen + 1 : next == '\r' ? 1 : 0;
    }
    return true;
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
