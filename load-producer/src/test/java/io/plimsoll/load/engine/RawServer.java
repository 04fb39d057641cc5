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
  private final List<String> heads = new CopyOnWriteArrayList<>();
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

  /** Heads of all requests, every byte as the character of that number. */
  List<String> heads() {
    return List.copyOf(heads);
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

  /** False at the end of the connection. */
  private boolean readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    heads.add(head.toString());
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
