package io.plimsoll.load.sample.redis;

import io.plimsoll.load.sample.ProbeException;
import io.plimsoll.load.scenario.SourcePlan;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to Redis: the few answers of RESP2 that INFO, LLEN and XLEN give. For one thread,
 * but for {@link #close}.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">RESP</a>
 */
final class RedisConnection implements AutoCloseable {
  private static final int LONGEST = 4 << 20;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final long timeoutMillis;

  private RedisConnection(Socket socket, Duration timeout) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.timeoutMillis = Math.max(1, timeout.toMillis());
  }

  /**
   * Connects, logs in where that is asked for, and selects the database.
   *
   * @throws ProbeException when the server refuses
   */
  static RedisConnection open(SourcePlan.Redis plan, Duration timeout) throws IOException {
    Socket plain = new Socket();
    try {
      int millis = (int) Math.max(1, timeout.toMillis());
      plain.connect(new InetSocketAddress(plan.host(), plan.port()), millis);
      plain.setSoTimeout(millis);
      plain.setTcpNoDelay(true);
      Socket socket = plan.secure() ? secured(plain, plan) : plain;
      RedisConnection connection = new RedisConnection(socket, timeout);
      connection.begin(plan);
      return connection;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private static Socket secured(Socket plain, SourcePlan.Redis plan) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, plan.host(), plan.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private void begin(SourcePlan.Redis plan) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    if (plan.password().isPresent()) {
      List<String> auth = new ArrayList<>(List.of("AUTH"));
      plan.user().ifPresent(auth::add);
      auth.add(plan.password().get());
      commands.add(auth);
    }
    if (plan.database() > 0) {
      commands.add(List.of("SELECT", String.valueOf(plan.database())));
    }
    if (!commands.isEmpty()) {
      ask(commands);
    }
  }

  /**
   * Sends commands at once and gives their answers.
   *
   * @throws ProbeException when one is refused; its words are not repeated where they could hold a
   *     secret
   */
  List<String> ask(List<List<String>> commands) throws IOException {
    StringBuilder request = new StringBuilder();
    for (List<String> command : commands) {
      request.append('*').append(command.size()).append("\r\n");
      for (String word : command) {
        int length = word.getBytes(StandardCharsets.UTF_8).length;
        request.append('$').append(length).append("\r\n").append(word).append("\r\n");
      }
    }
    long until = System.nanoTime() + timeoutMillis * 1_000_000L;
    out.write(request.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
    List<String> answers = new ArrayList<>();
    ProbeException refused = null;
    for (List<String> command : commands) {
      String answer = answer(until);
      if (answer.startsWith("-")) {
        refused = refused == null ? refused(command, answer.substring(1)) : refused;
      }
      answers.add(answer);
    }
    if (refused != null) {
      throw refused;
    }
    return answers;
  }

  private static ProbeException refused(List<String> command, String error) {
    if (error.startsWith("NOAUTH")) {
      return new ProbeException("it asks for a password: give password: ${env:NAME}");
    }
    if (error.startsWith("WRONGPASS") || command.get(0).equals("AUTH")) {
      return new ProbeException("it does not accept the password (and user)");
    }
    if (error.startsWith("WRONGTYPE")) {
      String kind = command.get(0).equals("LLEN") ? "list" : "stream";
      return new ProbeException("the key " + command.get(1) + " is no " + kind);
    }
    return new ProbeException("it refuses " + command.get(0) + ": " + error);
  }

  /** A simple or bulk text, or a number as text; an error begins with a minus. */
  private String answer(long until) throws IOException {
    String line = line(until);
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+', ':' -> line.substring(1);
      case '-' -> line;
      case '$' -> bulk(line, until);
      default -> throw new ProbeException("its answer is not Redis' protocol");
    };
  }

  private String bulk(String line, long until) throws IOException {
    int length = length(line);
    if (length < 0) {
      return "";
    }
    byte[] bytes = new byte[length + 2];
    int at = 0;
    while (at < bytes.length) {
      patience(until);
      int n = in.read(bytes, at, bytes.length - at);
      if (n < 0) {
        throw new EOFException("it closed the connection");
      }
      at += n;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int length(String line) throws ProbeException {
    try {
      int length = Integer.parseInt(line.substring(1));
      if (length <= LONGEST) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ProbeException("its answer is not Redis' protocol");
  }

  private String line(long until) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      patience(until);
      int c = in.read();
      if (c < 0) {
        throw new EOFException("it closed the connection");
      }
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append((char) c);
      }
      if (line.length() > 1024) {
        throw new ProbeException("its answer is not Redis' protocol");
      }
    }
  }

  private void patience(long until) throws IOException {
    if (in.available() == 0) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("too slow");
      }
      socket.setSoTimeout((int) left);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is given up either way.
    }
  }
}
