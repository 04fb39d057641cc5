package io.plimsoll.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.plimsoll.load.engine.CookieJar;

/**
 * What a connection writes for a call. The same request as before is the same buffer, once the
 * channel is done with it. For the thread of its connection.
 */
final class RepeatedWire {
  private ByteBuf wire; // of the call before, to be written again
  private PreparedCall wireOf;

  /** Head, and body unless that is streamed, with the user's cookies. */
  ByteBuf of(PreparedCall call, CookieJar cookies, Channel channel) {
    if (cookies.isEmpty()) {
      return again(call, channel);
    }
    String header = cookies.header(call.request().barePath());
    return header.isEmpty() ? again(call, channel) : call.toWrite(header);
  }

  @SuppressWarnings("ReferenceEquality") // equal bytes in another buffer are of no use
  private ByteBuf again(PreparedCall call, Channel channel) {
    if (call != wireOf || !nothingPending(channel)) {
      wire = call.toWrite();
      wireOf = call.reusable() ? call : null;
      return wire;
    }
    return wire.readerIndex(0);
  }

  private static boolean nothingPending(Channel channel) {
    ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
    return pending != null && pending.isEmpty();
  }
}
