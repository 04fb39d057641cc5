package io.plimsoll.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that answers at once, but stands still in the last second of every ten: what comes in
 * the meantime is answered when it goes on. Prints its port; runs until standard input ends. One
 * thread, so that a stall holds everybody.
 */
public final class StallingTarget {
  static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);
  static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

  private final Selector selector = Selector.open();
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
  private final ByteBuffer out = ByteBuffer.allocateDirect(ANSWER.length);
  private final long startNanos = System.nanoTime();

  private StallingTarget(ServerSocketChannel listening) throws IOException {
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
    out.put(ANSWER).flip();
  }

  public static void main(String[] args) throws IOException {
    io.plimsoll.benchmarks.process.ChildJvm.endWithParent();
    try (ServerSocketChannel listening = ServerSocketChannel.open()) {
      listening.bind(new java.net.InetSocketAddress("127.0.0.1", 0), 4096);
      StallingTarget target = new StallingTarget(listening);
      io.plimsoll.benchmarks.process.ChildJvm.say("port", listening.socket().getLocalPort());
      target.serve(listening);
    }
  }

  private void serve(ServerSocketChannel listening) throws IOException {
    while (true) {
      stall();
      // No longer than to the next stall, which has to begin in time.
      selector.select(Math.max(1, nanosToStall() / 1_000_000));
      for (SelectionKey key : selector.selectedKeys()) {
        if (nanosToStall() <= 0) {
          break; // the rest waits with those that come during the stall
        }
        if (key.isAcceptable()) {
          accept(listening);
        } else {
          answer(key);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private long nanosToStall() {
    return PERIOD_NANOS - STALL_NANOS - (System.nanoTime() - startNanos) % PERIOD_NANOS;
  }

  private void stall() {
    for (long left = nanosToStall(); left <= 0; left = nanosToStall()) {
      LockSupport.parkNanos(left + STALL_NANOS);
    }
  }

  private void accept(ServerSocketChannel listening) throws IOException {
    for (SocketChannel each = listening.accept(); each != null; each = listening.accept()) {
      each.configureBlocking(false);
      each.socket().setTcpNoDelay(true);
      each.register(selector, SelectionKey.OP_READ);
    }
  }

  /** Each read is one request: generators here send small ones, and wait for the answer. */
  private void answer(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      in.clear();
      if (channel.read(in) < 0) {
        channel.close();
      } else {
        channel.write(out.rewind());
      }
    } catch (IOException gone) {
      key.cancel();
    }
  }
}
