package io.plimsoll.load.http;

import io.plimsoll.load.engine.Session;

/** Connections that are open and carry no exchange. For the thread of their lane. */
interface FreeConnections {
  /** One that this user may send over, which is not free any more; null when there is none. */
  HttpConnection take(Session user);

  void add(HttpConnection connection);

  /** It is gone; it need not have been free. */
  void remove(HttpConnection connection);

  /** The user will send nothing more: what may be closed now, or null. */
  HttpConnection left(Session user);

  /** Whether one that has become free may carry anybody's exchange. */
  boolean shared();
}
