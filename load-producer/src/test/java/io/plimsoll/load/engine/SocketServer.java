package io.plimsoll.load.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket server written from the RFC that does with each connection what its script says. */
final class SocketServer implements AutoCloseable {
  /** What it does with a connection, once that is upgraded. */
  @FunctionalInterface
  interface Script {
    void serve(Peer peer) throws IOException;
  }

  /** A message of the client; a control frame is one too. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Received(int opcode, byte[] content, int frames) {
    String text() {
      return new String(content, StandardCharsets.UTF_8);
    }

    int closeCode() {
      return content.length < 2 ? 1005 : (content[0] & 0xff) << 8 | (content[1] & 0xff);
    }
  }

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  static final int FINAL = 0x80;

  private final ServerSocket listening;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Script script;

  SocketServer(Script script) throws IOException {
    this(script, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
  }

  /**
   * @param listening bound, perhaps to speak TLS
   */
  SocketServer(Script script, ServerSocket listening) {
    this.script = script;
    this.listening = listening;
    daemon(this::accept);
  }

  /** Does nothing for so long, or until the server ends. */
  static void pause(long millis) {
    try {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Echoes messages, answers pings and closes. */
  static void echo(Peer peer) throws IOException {
    for (Received each = peer.read(); peer.answersControl(each); each = peer.read()) {
      if (each.opcode() == TEXT || each.opcode() == BINARY) {
        peer.send(each.opcode(), each.content());
      }
    }
  }

  String url() {
    return "http://" + authority();
  }

  String authority() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Heads of all requests. */
  List<String> heads() {
    return List.copyOf(heads);
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
      Peer peer = new Peer(socket, connections.getAndIncrement());
      heads.add(peer.head);
      script.serve(peer);
    } catch (IOException closed) {
      // The script or the client has closed it.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "socket-server");
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

  /** The server's end of one connection. For one thread. */
  static final class Peer {
    private final Socket socket;
    private final int number;
    private final DataInputStream in;
    private final OutputStream out;
    private final String head;

    Peer(Socket socket, int number) throws IOException {
      this.socket = socket;
      this.number = number;
      this.in = new DataInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
      this.head = readHead();
    }

    int number() {
      return number;
    }

    private String readHead() throws IOException {
      StringBuilder read = new StringBuilder();
      while (read.indexOf("\r\n\r\n") < 0) {
        read.append((char) in.readUnsignedByte());
      }
      return read.toString();
    }

    /** Switches protocols, with more headers. */
    Peer upgrade(String... headers) throws IOException {
      StringBuilder answer = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
      answer.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
      answer.append("Sec-WebSocket-Accept: ").append(accept()).append("\r\n");
      for (String header : headers) {
        answer.append(header).append("\r\n");
      }
      raw(answer.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
      return this;
    }

    private String accept() {
      String key = head.replaceAll("(?is).*sec-websocket-key: *(\\S+).*", "$1");
      try {
        byte[] sum =
            MessageDigest.getInstance("SHA-1")
                .digest(
                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                        .getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(sum);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Reads a whole message, or a control frame. */
    Received read() throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      int opcode = 0;
      for (int frames = 1; ; frames++) {
        int first = in.readUnsignedByte();
        opcode = frames == 1 ? first & 15 : opcode;
        whole.write(payload());
        if ((first & FINAL) != 0) {
          return new Received(opcode, whole.toByteArray(), frames);
        }
      }
    }

    private byte[] payload() throws IOException {
      int second = in.readUnsignedByte();
      if ((second & 0x80) == 0) {
        throw new EOFException("a client masks its frames");
      }
      int length = second & 127;
      length =
          length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
      byte[] mask = in.readNBytes(4);
      byte[] content = in.readNBytes(length);
      for (int i = 0; i < content.length; i++) {
        content[i] ^= mask[i % 4];
      }
      return content;
    }

    /** Answers a ping or a close; false when the connection is at its end. */
    boolean answersControl(Received message) throws IOException {
      if (message.opcode() == PING) {
        send(PONG, message.content());
      } else if (message.opcode() == CLOSE) {
        send(CLOSE, message.content());
      }
      return message.opcode() != CLOSE;
    }

    void send(String text) throws IOException {
      send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(int opcode, byte[] content) throws IOException {
      frame(FINAL | opcode, content);
    }

    /** Sends one frame with these first eight bits. */
    synchronized void frame(int bits, byte[] content) throws IOException {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.write(bits);
      if (content.length < 126) {
        frame.write(content.length);
      } else {
        frame.write(content.length < 65_536 ? 126 : 127);
        int bytes = content.length < 65_536 ? 2 : 8;
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
          frame.write((int) ((long) content.length >>> shift) & 0xff);
        }
      }
      frame.write(content);
      raw(frame.toByteArray());
    }

    void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    void raw(String text) throws IOException {
      raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    void close(int code) throws IOException {
      send(CLOSE, new byte[] {(byte) (code >>> 8), (byte) code});
    }

    /** Ends the connection by a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
