package io.plimsoll.load.run;

import io.plimsoll.load.LoadException;
import io.plimsoll.load.LoadException.Code;
import io.plimsoll.load.scenario.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Looks whether the target accepts connections, before any load. */
final class TargetProbe {
  private static final int CONNECT_MILLIS = 3000;

  private TargetProbe() {}

  /**
   * The target's address.
   *
   * @throws LoadException TARGET_UNREACHABLE
   */
  static InetSocketAddress require(Target target) {
    InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
    if (address.isUnresolved()) {
      throw unreachable(target, "the name " + target.host() + " is unknown", null);
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return address;
    } catch (IOException e) {
      throw unreachable(target, e.getMessage(), e);
    }
  }

  private static LoadException unreachable(Target target, String reason, IOException cause) {
    return new LoadException(
        Code.TARGET_UNREACHABLE,
        "the target does not accept connections at %s: %s. Start it, or give --target"
            .formatted(target.authority(), reason),
        cause);
  }
}
