package io.plimsoll.load.engine;

import io.netty.handler.codec.DateFormatter;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/**
 * A Set-Cookie header as RFC 6265, section 5.2, reads it: an attribute that is malformed is none.
 *
 * @param domain in lower case, without a dot before it; empty when the host itself is meant
 * @param path beginning with a slash; empty when that of the request is meant
 * @param secure whether it is for connections over TLS only
 */
record SetCookie(
    String name,
    String value,
    String domain,
    String path,
    boolean secure,
    Optional<Duration> maxAge,
    Optional<Instant> expires) {
  /** Nobody has to keep a cookie for longer (RFC 6265bis, 5.5). */
  private static final Duration MOST_AGE = Duration.ofDays(400);

  private static final int MOST_AGE_DIGITS = 18; // fits a long
  private static final int MOST_DATE_CHARACTERS = 64; // Netty throws at longer ones

  /** Empty when there is no cookie in it. */
  static Optional<SetCookie> of(String header) {
    String[] parts = header.split(";", -1);
    int equals = parts[0].indexOf('=');
    String name = equals < 0 ? "" : parts[0].substring(0, equals).trim();
    if (name.isEmpty() || !sendable(parts[0])) {
      return Optional.empty();
    }
    String domain = attribute(parts, "domain").orElse("").toLowerCase(Locale.ROOT);
    String path = attribute(parts, "path").orElse("");
    return Optional.of(
        new SetCookie(
            name,
            parts[0].substring(equals + 1).trim(),
            domain.startsWith(".") ? domain.substring(1) : domain,
            path.startsWith("/") ? path : "",
            attribute(parts, "secure").isPresent(),
            attribute(parts, "max-age").flatMap(SetCookie::age),
            attribute(parts, "expires").flatMap(SetCookie::date)));
  }

  /** A control character could not be sent back within a header. */
  private static boolean sendable(String text) {
    return text.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\t');
  }

  /** The last one of its name counts. */
  private static Optional<String> attribute(String[] parts, String wanted) {
    for (int i = parts.length - 1; i > 0; i--) {
      String part = parts[i];
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (name.trim().equalsIgnoreCase(wanted)) {
        return Optional.of(equals < 0 ? "" : part.substring(equals + 1).trim());
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> age(String seconds) {
    if (!seconds.matches("-?[0-9]+")) {
      return Optional.empty();
    }
    if (seconds.startsWith("-")) {
      return Optional.of(Duration.ZERO);
    }
    boolean huge = seconds.length() > MOST_AGE_DIGITS;
    long most = MOST_AGE.toSeconds();
    return Optional.of(
        huge ? MOST_AGE : Duration.ofSeconds(Math.min(most, Long.parseLong(seconds))));
  }

  private static Optional<Instant> date(String text) {
    if (text.isEmpty() || text.length() > MOST_DATE_CHARACTERS) {
      return Optional.empty();
    }
    return Optional.ofNullable(DateFormatter.parseHttpDate(text)).map(Date::toInstant);
  }

  /** Whether this host may set it (RFC 6265, 5.1.3): for itself, or for a domain it is in. */
  boolean isOf(String host) {
    return domain.isEmpty()
        || domain.equals(host)
        || (host.endsWith("." + domain) && !NetUtil.isValidIpV4Address(host));
  }

  /**
   * The cookie to be kept.
   *
   * @param requestPath path of the request, without its query
   */
  Cookie cookie(String host, String requestPath, long nowMicros) {
    return new Cookie(
        name,
        value,
        domain.isEmpty() ? host : domain,
        path.isEmpty() ? usualPath(requestPath) : path,
        expiresMicros(nowMicros));
  }

  /** RFC 6265, 5.1.4. */
  private static String usualPath(String requestPath) {
    int slash = requestPath.startsWith("/") ? requestPath.lastIndexOf('/') : 0;
    return slash == 0 ? "/" : requestPath.substring(0, slash);
  }

  private long expiresMicros(long nowMicros) {
    return maxAge
        .map(age -> nowMicros + age.toSeconds() * 1_000_000)
        .or(() -> expires.map(date -> date.toEpochMilli() * 1000))
        .orElse(Cookie.NEVER);
  }
}
