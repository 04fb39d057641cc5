package io.plimsoll.load.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** Which answers lead on to another request. */
final class Redirects {
  /** As many as browsers' and tools' usual limits allow a test to need. */
  static final int MOST = 10;

  private Redirects() {}

  /** Where the answer leads; null when it is to be taken as it is. */
  static String location(PreparedCall call, int status, HttpHeaders headers) {
    if (status < 300 || status >= 400 || !call.followRedirects()) {
      return null;
    }
    boolean leads =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    // A status that the step names is the answer it wants.
    boolean wanted = call.expect().statuses().contains(status);
    return leads && !wanted ? headers.get(HttpHeaderNames.LOCATION) : null;
  }
}
