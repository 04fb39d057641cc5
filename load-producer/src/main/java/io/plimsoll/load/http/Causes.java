package io.plimsoll.load.http;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in few words, without addresses, what went wrong. */
public final class Causes {
  private Causes() {}

  public static String connect(Throwable cause) {
    // TLS on top of a connection that the proxy refused may be the one to say so.
    if (cause instanceof ProxyConnectException
        || cause.getCause() instanceof ProxyConnectException) {
      return "the proxy did not connect";
    }
    if (cause instanceof ConnectTimeoutException) {
      return "connect timed out";
    }
    if (cause instanceof NoRouteToHostException) {
      return "no route to host";
    }
    if (cause instanceof ConnectException) {
      return "connection refused";
    }
    if (cause instanceof UnknownHostException) {
      return "unknown host";
    }
    if (cause instanceof SSLException) {
      return "TLS handshake failed";
    }
    return "connect failed: " + cause.getClass().getSimpleName();
  }

  /** Whether it tells that there never was a connection. */
  static boolean beforeTheRequest(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof SSLException;
  }

  public static String malformed(String reason) {
    return "malformed answer: " + reason;
  }

  public static String connection(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("reset")
        ? "connection reset"
        : "connection failed: " + cause.getClass().getSimpleName();
  }
}
