package io.plimsoll.load.http;

import io.plimsoll.load.engine.Session;
import java.util.IdentityHashMap;

/** Each user has one connection, and nobody else sends over it. */
final class OwnConnections implements FreeConnections {
  private final IdentityHashMap<Session, HttpConnection> free = new IdentityHashMap<>();

  @Override
  public HttpConnection take(Session user) {
    HttpConnection connection = free.remove(user);
    return connection != null && connection.usable() ? connection : null;
  }

  @Override
  public void add(HttpConnection connection) {
    free.put(connection.user(), connection);
  }

  @Override
  public void remove(HttpConnection connection) {
    free.remove(connection.user(), connection);
  }

  @Override
  public HttpConnection left(Session user) {
    return free.remove(user);
  }

  @Override
  public boolean shared() {
    return false;
  }
}
