package io.plimsoll.lab.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what belongs to a path. Templates are literal segments and {@code {placeholders}}; a
 * literal path wins over a template, and a trailing slash does not matter. Filled before it is
 * shared, then read by many threads.
 */
final class PathTable<T> {
  private final Map<String, T> literal = new HashMap<>();
  private final Map<Integer, List<Template<T>>> templatesByLength = new HashMap<>();

  /** What is registered under {@code template}, if anything. */
  Optional<T> registered(String template) {
    if (!template.contains("{")) {
      return Optional.ofNullable(literal.get(template));
    }
    List<String> segments = segments(template);
    return templatesByLength.getOrDefault(segments.size(), List.of()).stream()
        .filter(known -> known.segments.equals(segments))
        .map(Template::value)
        .findFirst();
  }

  void add(String template, T value) {
    if (!template.contains("{")) {
      literal.put(template, value);
      return;
    }
    List<String> segments = segments(template);
    templatesByLength
        .computeIfAbsent(segments.size(), length -> new ArrayList<>())
        .add(new Template<>(segments, value));
  }

  Optional<Match<T>> find(String path) {
    String plain = withoutTrailingSlash(path);
    T exact = literal.get(plain);
    if (exact != null) {
      return Optional.of(new Match<>(exact, List.of()));
    }
    List<String> segments = segments(plain);
    for (Template<T> template : templatesByLength.getOrDefault(segments.size(), List.of())) {
      List<String> values = template.match(segments);
      if (values != null) {
        return Optional.of(new Match<>(template.value, values));
      }
    }
    return Optional.empty();
  }

  private static String withoutTrailingSlash(String path) {
    boolean slash = path.length() > 1 && path.charAt(path.length() - 1) == '/';
    return slash ? path.substring(0, path.length() - 1) : path;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(8);
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      segments.add(path.substring(start, end));
      start = end + 1;
    }
    return segments;
  }

  /** What was found and the values of the placeholders, in order. */
  record Match<T>(T value, List<String> pathValues) {}

  private record Template<T>(List<String> segments, T value) {

    private List<String> match(List<String> path) {
      List<String> values = new ArrayList<>(2);
      for (int i = 0; i < segments.size(); i++) {
        String expected = segments.get(i);
        if (expected.startsWith("{") && !path.get(i).isEmpty()) {
          values.add(path.get(i));
        } else if (!expected.equals(path.get(i))) {
          return null;
        }
      }
      return values;
    }
  }
}
