package io.plimsoll.standalone.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An HTTP request, as far as the routes look at it.
 *
 * @param segments the decoded parts of the path; an encoded slash stays within its part
 */
record ApiRequest(String method, List<String> segments, Map<String, String> query, String body) {
  ApiRequest {
    segments = List.copyOf(segments);
    query = Map.copyOf(query);
  }

  static ApiRequest of(String method, String uri, String body) {
    int mark = uri.indexOf('?');
    String path = mark < 0 ? uri : uri.substring(0, mark);
    try {
      return new ApiRequest(
          method, segments(path), query(mark < 0 ? "" : uri.substring(mark + 1)), body);
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          ApiException.BAD_REQUEST, "The address is not well encoded: " + e.getMessage(), e);
    }
  }

  /** Whether a parameter of the query is true; absent means false. */
  boolean flag(String name) {
    return Boolean.parseBoolean(query.get(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  private static List<String> segments(String path) {
    return Stream.of(path.split("/", -1))
        .filter(segment -> !segment.isEmpty())
        // In a path, unlike in a form, a plus sign is a plus sign.
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.put(decode(name), decode(value));
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
