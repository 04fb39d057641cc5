package io.plimsoll.load.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.util.ReferenceCountUtil;
import io.plimsoll.load.http.ConnectionTaker;
import io.plimsoll.load.http.Connector;
import java.net.ConnectException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.netty.Connection;

/** One connection of a socket: its upgrade, then its frames. On its event loop only. */
final class Wire extends ChannelInboundHandlerAdapter implements ConnectionTaker {
  private static final String METER = "plimsoll-meter";
  private static final String NAME = "plimsoll-socket";
  private static final int MOST_REFUSAL_BYTES = 1 << 20;
  // A slow reader takes little at a time, so that the rest waits at the target.
  private static final int SLOW_READ_BYTES = 4096;
  // Less than a segment of the loopback interface would stall the sender's TCP altogether.
  private static final int SLOW_RECEIVE_BUFFER = 1 << 16;
  private static final int NO_CODE = 1005;
  private static final int GOING_AWAY = 1001;

  private final Socket socket;
  private final int maxMessageBytes;
  private final long readDelayNanos;
  private WebSocketClientHandshaker handshaker; // null once the connection is upgraded
  private ChannelHandlerContext context;
  private Disposable connecting;
  private boolean closing;
  private boolean gone;

  Wire(Socket socket, WebSocketClientHandshaker handshaker, long readDelayNanos) {
    this.socket = socket;
    this.handshaker = handshaker;
    this.maxMessageBytes = handshaker.maxFramePayloadLength();
    this.readDelayNanos = readDelayNanos;
  }

  void open(Connector connector) {
    connecting = connector.connect(this);
  }

  @Override
  public boolean abandoned() {
    return gone;
  }

  @Override
  public void addHandlers(Connection opened) {
    connecting = null;
    opened.addHandlerLast(METER, new UpgradeMeter(socket));
    opened.addHandlerLast("plimsoll-http", new HttpClientCodec());
    opened.addHandlerLast("plimsoll-upgrade", new HttpObjectAggregator(MOST_REFUSAL_BYTES));
    opened.addHandlerLast(NAME, this);
  }

  @Override
  public void connected() {
    socket.connected();
    ChannelFuture unused = handshaker.handshake(context.channel());
  }

  @Override
  public void connectFailed(Throwable cause) {
    if (!gone) {
      gone = true;
      socket.connectFailed(cause);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    try {
      if (!gone && message instanceof FullHttpResponse answer) {
        upgradeAnswered(answer);
      } else if (!gone && message instanceof WebSocketFrame frame) {
        read(frame);
        readOn();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void upgradeAnswered(FullHttpResponse answer) {
    if (answer.decoderResult().isFailure()) {
      broken(WireCauses.answer(answer.decoderResult().cause()));
      return;
    }
    socket.takeCookies(answer.headers());
    int status = answer.status().code();
    if (status != 101) {
      close();
      socket.refused(status);
      return;
    }
    try {
      handshaker.finishHandshake(context.channel(), answer);
    } catch (WebSocketHandshakeException wrong) {
      broken(WireCauses.handshake(wrong));
      return;
    }
    handshaker = null;
    layOut(context.pipeline());
    socket.opened();
  }

  private void layOut(ChannelPipeline pipeline) {
    pipeline.remove(METER);
    pipeline.addBefore(NAME, "plimsoll-utf8", new Utf8FrameValidator(false));
    pipeline.addBefore(NAME, "plimsoll-whole", new WebSocketFrameAggregator(maxMessageBytes));
    if (readDelayNanos > 0) {
      pipeline.addBefore(NAME, "plimsoll-slow", new SlowFrames());
      context.channel().config().setOption(ChannelOption.SO_RCVBUF, SLOW_RECEIVE_BUFFER);
      context
          .channel()
          .config()
          .setRecvByteBufAllocator(
              new FixedRecvByteBufAllocator(SLOW_READ_BYTES).maxMessagesPerRead(1));
      context.channel().config().setAutoRead(false);
      readOn();
    }
  }

  private void readOn() {
    if (readDelayNanos > 0 && !gone) {
      ScheduledFuture<?> unused =
          context.executor().schedule(this::readNext, readDelayNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void readNext() {
    if (!gone) {
      context.read();
    }
  }

  private void read(WebSocketFrame frame) {
    ByteBuf content = frame.content();
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      socket.message(
          content, (long) content.readableBytes() + headBytes(content.readableBytes(), false));
    } else if (frame instanceof PingWebSocketFrame) {
      writeAndFlush(new PongWebSocketFrame(content.retain()));
    } else if (frame instanceof PongWebSocketFrame) {
      socket.pong(content);
    } else if (frame instanceof CloseWebSocketFrame end) {
      closed(end.statusCode() < 0 ? NO_CODE : end.statusCode());
    }
  }

  private void closed(int code) {
    gone = true;
    if (closing) {
      ChannelFuture unused = context.close();
      socket.closeAnswered();
    } else {
      CloseWebSocketFrame echo =
          code == NO_CODE ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
      ChannelFuture unused = context.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
      socket.closedByTarget(code);
    }
  }

  /** Whether the connection takes more now. */
  boolean writable() {
    return !gone && context.channel().isWritable();
  }

  ByteBufAllocator allocator() {
    return context.alloc();
  }

  /** A promise that is kept once the connection has taken what was written. */
  ChannelPromise promise() {
    return context.newPromise();
  }

  ChannelPromise noPromise() {
    return context.voidPromise();
  }

  /**
   * Writes a message, in frames of at most so many bytes; it goes out with the next flush.
   *
   * @param content is released
   * @param promise told of the last frame
   * @return bytes on the wire
   */
  long write(ByteBuf content, boolean binary, int fragmentBytes, ChannelPromise promise) {
    long bytes = 0;
    boolean first = true;
    while (content.readableBytes() > fragmentBytes) {
      bytes += (long) fragmentBytes + headBytes(fragmentBytes, true);
      ByteBuf part = content.readRetainedSlice(fragmentBytes);
      ChannelFuture unused =
          context.write(frame(first, false, binary, part), context.voidPromise());
      first = false;
    }
    bytes += (long) content.readableBytes() + headBytes(content.readableBytes(), true);
    ChannelFuture unused = context.write(frame(first, true, binary, content), promise);
    return bytes;
  }

  private static WebSocketFrame frame(boolean first, boolean last, boolean binary, ByteBuf part) {
    if (!first) {
      return new ContinuationWebSocketFrame(last, 0, part);
    }
    return binary ? new BinaryWebSocketFrame(last, 0, part) : new TextWebSocketFrame(last, 0, part);
  }

  /** RFC 6455, 5.2. */
  private static int headBytes(int payload, boolean masked) {
    int length = payload < 126 ? 0 : payload < 65_536 ? 2 : 8;
    return 2 + length + (masked ? 4 : 0);
  }

  void flush() {
    context.flush();
  }

  /**
   * Sends a ping frame.
   *
   * @return bytes on the wire
   */
  long ping(long number) {
    writeAndFlush(new PingWebSocketFrame(allocator().buffer(Long.BYTES).writeLong(number)));
    return (long) Long.BYTES + headBytes(Long.BYTES, true);
  }

  /** Asks for the end; the answer is told to the socket. */
  void close(int code, String reason) {
    closing = true;
    writeAndFlush(new CloseWebSocketFrame(code, reason));
  }

  private void writeAndFlush(WebSocketFrame frame) {
    ChannelFuture unused = context.writeAndFlush(frame, context.voidPromise());
  }

  /** Ends without a word to the socket; politely when the connection is open. */
  void leave() {
    boolean open = handshaker == null && !gone && !closing;
    if (open) {
      gone = true;
      ChannelFuture unused =
          context
              .writeAndFlush(new CloseWebSocketFrame(GOING_AWAY, ""))
              .addListener(ChannelFutureListener.CLOSE);
    } else {
      close();
    }
  }

  private void close() {
    gone = true;
    if (context != null) {
      ChannelFuture unused = context.close();
    } else if (connecting != null) {
      connecting.dispose();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext changed) {
    if (!gone && changed.channel().isWritable()) {
      // Not inside of the flush that made room: that would nest as deep as there are messages.
      changed.executor().execute(this::writableAgain);
    }
    changed.fireChannelWritabilityChanged();
  }

  private void writableAgain() {
    if (!gone) {
      socket.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    broken(
        handshaker == null
            ? "connection closed without a close frame"
            : "connection closed before the upgrade was answered");
    closed.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    // A proxy that refuses says so after the connection to itself was there.
    if (!gone && handshaker != null && cause instanceof ConnectException) {
      close();
      socket.connectFailed(cause);
    } else {
      broken(WireCauses.broken(cause));
    }
  }

  private void broken(String reason) {
    if (!gone) {
      close();
      socket.broken(reason);
    }
  }
}
