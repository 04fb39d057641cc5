package io.plimsoll.standalone.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One method on one path; a part in braces matches anything and gives it that name. */
record Route(String method, List<String> pattern, Handler handler) {

  /** Answers with an object that becomes JSON. */
  interface Handler {
    Object answer(ApiRequest request, Map<String, String> names);
  }

  Route {
    pattern = List.copyOf(pattern);
  }

  static Route of(String method, String path, Handler handler) {
    return new Route(
        method,
        ApiRequest.of(method, path.replace("{", "%7B").replace("}", "%7D"), "").segments(),
        handler);
  }

  /** What the path's named parts hold, when the path is this route's. */
  Optional<Map<String, String>> match(List<String> segments) {
    if (segments.size() != pattern.size()) {
      return Optional.empty();
    }
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (part.startsWith("{")) {
        names.put(part.substring(1, part.length() - 1), segments.get(i));
      } else if (!part.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }
}
