package io.plimsoll.load.sample;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Says in words why a source does not answer. Pure. */
final class Causes {
  private Causes() {}

  static String of(IOException e) {
    if (e instanceof ProbeException) {
      return e.getMessage();
    }
    if (e instanceof SocketTimeoutException) {
      return "it does not answer in time";
    }
    if (e instanceof UnknownHostException) {
      return "the host " + e.getMessage() + " is unknown";
    }
    if (e instanceof ConnectException) {
      return "nothing accepts connections there";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
