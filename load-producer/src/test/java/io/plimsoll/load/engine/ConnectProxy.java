package io.plimsoll.load.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A forward proxy with one user: CONNECT, and requests with a whole URL. */
final class ConnectProxy implements AutoCloseable {
  private final ServerSocket server;
  private final String login;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private ConnectProxy(String user, String password) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    byte[] text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    login = "Basic " + Base64.getEncoder().encodeToString(text);
    threads.execute(this::accept);
  }

  static ConnectProxy start(String user, String password) {
    try {
      return new ConnectProxy(user, password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** First lines of what it was asked. */
  Queue<String> requests() {
    return requests;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String line = head.substring(0, head.indexOf('\r'));
      requests.add(line);
      if (!head.toLowerCase(java.util.Locale.ROOT)
          .contains("proxy-authorization: " + login.toLowerCase(java.util.Locale.ROOT))) {
        client
            .getOutputStream()
            .write("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return;
      }
      String[] words = line.split(" ", -1);
      boolean tunnel = words[0].equals("CONNECT");
      String to = tunnel ? words[1] : words[1].replaceFirst("http://([^/]+).*", "$1");
      String[] address = to.split(":", -1);
      try (Socket target =
          new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(address[1]))) {
        if (tunnel) {
          client
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        } else {
          String own = head.replaceFirst("http://[^/]+", "");
          target.getOutputStream().write(own.getBytes(StandardCharsets.UTF_8));
        }
        threads.execute(() -> pipe(client, target));
        pipe(target, client);
      }
    } catch (IOException gone) {
      // A client or a target that leaves ends its tunnel, and nothing else.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  private static void pipe(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      // The other direction ends by itself.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
