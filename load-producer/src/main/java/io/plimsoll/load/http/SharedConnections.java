package io.plimsoll.load.http;

import io.plimsoll.load.engine.Session;
import java.util.ArrayDeque;

/** Anybody takes the one that became free last. */
final class SharedConnections implements FreeConnections {
  private final ArrayDeque<HttpConnection> free = new ArrayDeque<>();

  @Override
  public HttpConnection take(Session user) {
    HttpConnection connection = free.pollLast();
    while (connection != null && !connection.usable()) {
      connection = free.pollLast();
    }
    return connection;
  }

  @Override
  public void add(HttpConnection connection) {
    free.addLast(connection);
  }

  @Override
  public void remove(HttpConnection connection) {
    free.remove(connection);
  }

  @Override
  public HttpConnection left(Session user) {
    return null;
  }

  @Override
  public boolean shared() {
    return true;
  }
}
