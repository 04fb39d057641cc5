package io.plimsoll.load.run;

import io.plimsoll.load.LoadException;
import io.plimsoll.load.LoadException.Code;
import io.plimsoll.load.scenario.Access;
import io.plimsoll.load.scenario.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Looks whether the target accepts connections, before any load. */
final class TargetProbe {
  private static final int CONNECT_MILLIS = 3000;

  private TargetProbe() {}

  /**
   * Where connections go: the target's address; the proxy's where requests are handed to that; the
   * target's, not resolved here, where the proxy connects.
   *
   * @throws LoadException TARGET_UNREACHABLE
   */
  static InetSocketAddress require(Target target, Access access) {
    if (access.proxy().isEmpty()) {
      return reach(target.host(), target.port(), "target", "--target");
    }
    Access.Proxy proxy = access.proxy().get();
    InetSocketAddress hop = reach(proxy.host(), proxy.port(), "proxy", "another proxy");
    return target.secure() ? InetSocketAddress.createUnresolved(target.host(), target.port()) : hop;
  }

  private static InetSocketAddress reach(String host, int port, String what, String otherwise) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    String where = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    if (address.isUnresolved()) {
      throw unreachable(what, where, "the name " + host + " is unknown", otherwise, null);
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return address;
    } catch (IOException e) {
      throw unreachable(what, where, e.getMessage(), otherwise, e);
    }
  }

  private static LoadException unreachable(
      String what, String where, String reason, String otherwise, IOException cause) {
    return new LoadException(
        Code.TARGET_UNREACHABLE,
        "the %s does not accept connections at %s: %s. Start it, or give %s"
            .formatted(what, where, reason, otherwise),
        cause);
  }
}
