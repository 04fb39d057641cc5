package io.plimsoll.load.engine;

/**
 * A cookie that is kept.
 *
 * @param domain that it was given for: with name and path, what tells it from others
 * @param expiresMicros since the Unix epoch; {@link #NEVER} for one that lasts as long as its user
 */
record Cookie(String name, String value, String domain, String path, long expiresMicros) {
  static final long NEVER = Long.MAX_VALUE;

  /** Whether it takes the place of the other. */
  boolean replaces(Cookie other) {
    return name.equals(other.name) && path.equals(other.path) && domain.equals(other.domain);
  }

  boolean expired(long nowMicros) {
    return expiresMicros <= nowMicros;
  }

  /** Whether a request of this path, without its query, is sent it (RFC 6265, 5.1.4). */
  boolean isFor(String requestPath) {
    return requestPath.startsWith(path)
        && (path.endsWith("/")
            || requestPath.length() == path.length()
            || requestPath.charAt(path.length()) == '/');
  }
}
