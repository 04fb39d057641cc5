package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cookies of one user for the one target, after RFC 6265: the last one of a name, path and
 * domain wins until it expires. What the target would never be sent is not kept: cookies of domains
 * that it is not in, and secure ones without TLS. For the thread of its lane.
 */
public final class CookieJar {
  private static final int MOST = 100;

  private final boolean keeps;
  private final String host;
  private final boolean tls;
  private final AgentClock clock;
  private final List<Cookie> cookies = new ArrayList<>(0); // the longest paths first
  private long nextExpiryMicros = Cookie.NEVER; // no cookie expires before

  CookieJar(boolean keeps, Target target, AgentClock clock) {
    this.keeps = keeps;
    this.host = target.host().toLowerCase(Locale.ROOT);
    this.tls = target.secure();
    this.clock = clock;
  }

  /** Whether cookies are kept at all. */
  public boolean keeps() {
    return keeps;
  }

  void clear() {
    if (!cookies.isEmpty()) {
      cookies.clear();
      nextExpiryMicros = Cookie.NEVER;
    }
  }

  public boolean isEmpty() {
    return cookies.isEmpty();
  }

  /**
   * Takes one Set-Cookie header.
   *
   * @param requestPath path of the request, without its query
   */
  public void set(String header, String requestPath) {
    SetCookie.of(header)
        .filter(cookie -> cookie.isOf(host))
        .ifPresent(cookie -> set(cookie, requestPath));
  }

  private void set(SetCookie given, String requestPath) {
    long now = clock.nowMicros();
    forgetExpired(now);
    Cookie cookie = given.cookie(host, requestPath, now);
    int at = indexOf(cookie);
    boolean wanted = !cookie.expired(now) && (tls || !given.secure());
    if (at >= 0 && wanted) {
      cookies.set(at, cookie);
    } else if (at >= 0) {
      cookies.remove(at);
    } else if (wanted && cookies.size() < MOST) {
      cookies.add(place(cookie.path()), cookie);
    }
    nextExpiryMicros =
        wanted ? Math.min(nextExpiryMicros, cookie.expiresMicros()) : nextExpiryMicros;
  }

  private int indexOf(Cookie cookie) {
    for (int i = 0; i < cookies.size(); i++) {
      if (cookie.replaces(cookies.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Behind all whose path is as long or longer: that is the order to send them in. */
  private int place(String path) {
    int at = cookies.size();
    while (at > 0 && cookies.get(at - 1).path().length() < path.length()) {
      at--;
    }
    return at;
  }

  private void forgetExpired(long nowMicros) {
    if (nextExpiryMicros <= nowMicros) {
      cookies.removeIf(each -> each.expired(nowMicros));
      nextExpiryMicros =
          cookies.stream().mapToLong(Cookie::expiresMicros).min().orElse(Cookie.NEVER);
    }
  }

  /** The Cookie header of a request that has cookies of its own: these, then those of the jar. */
  public String header(String own, String requestPath) {
    String kept = isEmpty() ? "" : header(requestPath);
    return own.isBlank() ? kept : kept.isEmpty() ? own : own + "; " + kept;
  }

  /** The Cookie header for this path; empty when there is nothing to send. */
  public String header(String requestPath) {
    if (nextExpiryMicros != Cookie.NEVER) { // most cookies last: then the clock is not read
      forgetExpired(clock.nowMicros());
    }
    StringBuilder header = new StringBuilder();
    for (Cookie cookie : cookies) {
      if (cookie.isFor(requestPath)) {
        header.append(header.length() == 0 ? "" : "; ");
        header.append(cookie.name()).append('=').append(cookie.value());
      }
    }
    return header.toString();
  }
}
