package io.plimsoll.load.http;

import io.plimsoll.load.scenario.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI reference as a Location header or another part of an answer has it, taken apart after RFC
 * 3986, appendix B. Servers write more than the RFC allows, so that java.net.URI is too strict; and
 * it resolves a query without a path wrongly.
 */
record Reference(
    Optional<String> scheme, Optional<String> authority, String path, Optional<String> query) {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?s)(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

  static Reference of(String text) {
    Matcher parts = PARTS.matcher(text.trim());
    if (!parts.matches()) {
      throw new IllegalStateException("every text is a reference"); // a path at the least
    }
    return new Reference(
        Optional.ofNullable(parts.group(1)),
        Optional.ofNullable(parts.group(2)),
        parts.group(3),
        Optional.ofNullable(parts.group(4)));
  }

  /** Whether it leads to this server, by requests or WebSockets, when it is found there. */
  boolean isWithin(Target target) {
    String own = target.secure() ? "https" : "http";
    String socket = target.secure() ? "wss" : "ws";
    if (scheme.filter(each -> !each.equalsIgnoreCase(own)).isPresent()
        && !scheme.get().equalsIgnoreCase(socket)) {
      return false;
    }
    return authority
        .map(each -> Target.of(own + "://" + each.substring(each.lastIndexOf('@') + 1)))
        .map(to -> to.filter(each -> isSame(each, target)).isPresent())
        .orElse(scheme.isEmpty());
  }

  private static boolean isSame(Target one, Target other) {
    return one.host().equalsIgnoreCase(other.host()) && one.port() == other.port();
  }

  /**
   * The path and query that it leads to (RFC 3986, 5.2.2), without a fragment.
   *
   * @param base path and query of the request whose answer it is in
   */
  String requestTarget(String base) {
    int mark = base.indexOf('?');
    String basePath = mark < 0 ? base : base.substring(0, mark);
    if (authority.isEmpty() && path.isEmpty()) {
      return query.isEmpty() ? base : encoded(basePath);
    }
    boolean whole = authority.isPresent() || path.startsWith("/");
    String directory = basePath.substring(0, basePath.lastIndexOf('/') + 1);
    return encoded(withoutDots(whole ? path : directory + path));
  }

  private String encoded(String resolvedPath) {
    String text = resolvedPath + query.map(each -> "?" + each).orElse("");
    // The characters of a header stand for its bytes.
    return RequestTarget.encoded(text, StandardCharsets.ISO_8859_1);
  }

  /** RFC 3986, 5.2.4. */
  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.split("/", -1);
    for (int i = path.startsWith("/") ? 1 : 0; i < segments.length; i++) {
      boolean up = segments[i].equals("..");
      boolean dots = up || segments[i].equals(".");
      if (up) {
        kept.pollLast();
      }
      if (!dots || i == segments.length - 1) {
        kept.addLast(dots ? "" : segments[i]);
      }
    }
    return "/" + String.join("/", kept);
  }
}
