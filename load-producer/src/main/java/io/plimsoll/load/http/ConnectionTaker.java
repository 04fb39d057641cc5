package io.plimsoll.load.http;

import reactor.netty.Connection;

/** Who wants a connection. Told on its event loop. */
public interface ConnectionTaker {
  /** Whether it is not wanted any more. */
  boolean abandoned();

  /** The connection is there; nothing has been read. */
  void addHandlers(Connection opened);

  /** Reading has begun. */
  void connected();

  void connectFailed(Throwable cause);
}
