package io.plimsoll.load.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers every request at once, on a port of the loopback of its own. It is as simple as can be:
 * what a rehearsal waits for must be the generator. Thread-safe.
 */
final class RehearsalTarget implements AutoCloseable {
  private static final int BACKLOG = 64;
  private static final String LENGTH = "content-length:";
  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      content-type: application/json\r
      content-length: 27\r
      \r
      {"id": "1", "state":"done"}"""
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;

  private RehearsalTarget(ServerSocket server) {
    this.server = server;
  }

  static RehearsalTarget start() throws IOException {
    RehearsalTarget target =
        new RehearsalTarget(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
    daemon(target::accept);
    return target;
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        daemon(() -> serve(connection));
      }
    } catch (IOException closed) {
      // the rehearsal is over
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "plimsoll-rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  private static void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (request(in)) {
        connection.getOutputStream().write(ANSWER);
      }
    } catch (IOException gone) {
      // the generator has closed it
    }
  }

  /** Reads a request to its end; false when none follows. */
  private static boolean request(InputStream in) throws IOException {
    int length = 0;
    String line = line(in);
    if (line.isEmpty()) {
      return false;
    }
    while (!line.isEmpty()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
      }
      line = line(in);
    }
    in.skipNBytes(length);
    return true;
  }

  /** A line without its end; empty when there is none. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
