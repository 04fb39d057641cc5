package io.plimsoll.report.api;

import io.plimsoll.report.query.ReportException;
import io.plimsoll.report.query.ReportException.Code;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. Closed by default: without a token only this machine, and only under its own names,
 * so that a web page elsewhere cannot ask through the browser of somebody here.
 *
 * @param token what a client must know, if anything
 * @param insecure anybody may ask
 */
record Access(Optional<String> token, boolean insecure) {
  private static final String BEARER = "Bearer ";
  private static final Set<String> LOCAL_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1", "ip6-localhost");

  /**
   * Refuses to listen to the network without protection.
   *
   * @throws ReportException TOKEN_NEEDED, or CANNOT_BIND for a name without an address
   */
  void checkBinding(String host) {
    if (token.isPresent() || insecure) {
      return;
    }
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()) {
        throw new ReportException(
            Code.TOKEN_NEEDED,
            "report service on %s: others could read every run; set a token, or listen on 127.0.0.1,"
                    .formatted(host)
                + " or allow it with --insecure");
      }
    } catch (UnknownHostException e) {
      throw new ReportException(
          Code.CANNOT_BIND, "report service: %s has no address; check --host".formatted(host), e);
    }
  }

  /**
   * Checks a question.
   *
   * @throws ReportException UNAUTHORIZED or WRONG_HOST
   */
  void check(boolean open, Optional<String> authorization, Optional<String> host) {
    if (insecure) {
      return;
    }
    if (token.isEmpty()) {
      String name = host.orElse("").replaceFirst(":\\d+$", "");
      if (!LOCAL_NAMES.contains(name) && !name.matches("127\\.\\d+\\.\\d+\\.\\d+")) {
        throw new ReportException(
            Code.WRONG_HOST,
            "asked as host %s, which is not this machine; use 127.0.0.1, or set a token"
                .formatted(host.orElse("(none)")));
      }
    } else if (!open && !authorization.map(this::known).orElse(false)) {
      throw new ReportException(
          Code.UNAUTHORIZED, "this needs the header: Authorization: Bearer TOKEN");
    }
  }

  /** Takes the same time whatever is wrong. */
  private boolean known(String authorization) {
    byte[] given = authorization.getBytes(StandardCharsets.UTF_8);
    byte[] wanted = (BEARER + token.orElse("")).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, wanted);
  }

  @Override
  public String toString() {
    return "Access[token=" + (token.isPresent() ? "set" : "none") + ", insecure=" + insecure + "]";
  }
}
