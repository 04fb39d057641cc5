/**
 * WebSockets (RFC 6455) on Netty's frame codec, over the connections that HTTP uses too.
 *
 * <p>Each user has a {@link io.plimsoll.load.websocket.Socket}, which does the steps. Its {@link
 * io.plimsoll.load.websocket.Wire} is one connection: upgrade and frames. A {@code Volley} sends
 * the messages of a step at their times, a {@code Pulse} the signs of life, and an {@code Ear}
 * reads latency and gaps from messages that come by themselves. No thread of its own: everything
 * runs on the event loop of the user's lane.
 */
package io.plimsoll.load.websocket;
