package io.plimsoll.load.http;

import io.plimsoll.load.scenario.HttpStep;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be sent, before it is laid out as bytes.
 *
 * @param path whole path and query, encoded
 * @param headers all but Content-Length, by name in whatever case
 */
record Request(HttpStep.Method method, String path, Map<String, String> headers, Payload payload) {
  static final String COOKIE = "Cookie";

  private static final List<String> OF_THE_BODY =
      List.of("Content-Encoding", "Content-Language", "Content-Location", "Content-Type");

  Request {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    headers = sorted;
  }

  /** The path without its query. */
  String barePath() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** The cookies it has beside those of the user's jar; empty when there are none. */
  String ownCookies() {
    return headers.getOrDefault(COOKIE, "").trim();
  }

  /** Where a redirect leads: 303 always, and 301 and 302 of a POST, turn it into a GET. */
  Request redirected(int status, String to) {
    boolean rewritten =
        (status == 303 && method != HttpStep.Method.HEAD)
            || ((status == 301 || status == 302) && method == HttpStep.Method.POST);
    if (!rewritten) {
      return new Request(method, to, headers, payload);
    }
    Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rest.putAll(headers);
    OF_THE_BODY.forEach(rest::remove);
    return new Request(HttpStep.Method.GET, to, rest, Payload.NONE);
  }
}
