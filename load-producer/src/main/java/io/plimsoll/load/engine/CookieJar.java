package io.plimsoll.load.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * The cookies of one user for one host, after RFC 6265: the last one of a name and path wins, and
 * one that has expired when it is set is forgotten. Expiry later than that is not watched: runs are
 * shorter than sessions. For the thread of its lane.
 */
public final class CookieJar {
  private static final int MOST = 100;

  private final boolean keeps;
  private final List<Cookie> cookies = new ArrayList<>(0);

  private record Cookie(String name, String value, String path) {
    boolean isFor(String requestPath) {
      return requestPath.startsWith(path)
          && (path.endsWith("/")
              || requestPath.length() == path.length()
              || requestPath.charAt(path.length()) == '/');
    }
  }

  CookieJar(boolean keeps) {
    this.keeps = keeps;
  }

  /** Whether cookies are kept at all. */
  public boolean keeps() {
    return keeps;
  }

  void clear() {
    if (!cookies.isEmpty()) {
      cookies.clear();
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
    String[] parts = header.split(";", -1);
    int equals = parts[0].indexOf('=');
    if (equals <= 0) {
      return;
    }
    String name = parts[0].substring(0, equals).trim();
    String value = parts[0].substring(equals + 1).trim();
    String path = attribute(parts, "path");
    String usual = requestPath.substring(0, Math.max(1, requestPath.lastIndexOf('/')));
    Cookie cookie = new Cookie(name, value, path.startsWith("/") ? path : usual);
    for (Iterator<Cookie> all = cookies.iterator(); all.hasNext(); ) {
      Cookie old = all.next();
      if (old.name().equals(name) && old.path().equals(cookie.path())) {
        all.remove();
      }
    }
    if (!expired(parts) && cookies.size() < MOST) {
      cookies.add(cookie);
    }
  }

  private static String attribute(String[] parts, String wanted) {
    String found = "";
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].trim();
      int equals = part.indexOf('=');
      if (equals > 0 && part.substring(0, equals).trim().equalsIgnoreCase(wanted)) {
        found = part.substring(equals + 1).trim();
      }
    }
    return found;
  }

  private static boolean expired(String[] parts) {
    String maxAge = attribute(parts, "max-age");
    if (!maxAge.isEmpty()) {
      return maxAge.startsWith("-") || maxAge.matches("0+");
    }
    // Servers delete by a date of long ago, mostly the epoch itself.
    return attribute(parts, "expires").toLowerCase(Locale.ROOT).matches(".*\\b19[0-9]{2}\\b.*");
  }

  /** The Cookie header for this path; empty when there is nothing to send. */
  public String header(String requestPath) {
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
