package io.plimsoll.report.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** One path of the API and what answers it. Paths have variables as in {@code /runs/{id}}. */
sealed interface Route {
  /** Template of the path. */
  String path();

  /** Anybody may ask, also without the token. */
  boolean open();

  /**
   * A question with one answer.
   *
   * @param answer asked on a thread that may take its time
   */
  record Answering(String path, boolean open, Function<ApiRequest, Reply> answer)
      implements Route {}

  /**
   * A stream of server-sent events.
   *
   * @param stream the events, written out
   */
  record Streaming(String path, Function<ApiRequest, Flux<String>> stream) implements Route {
    @Override
    public boolean open() {
      return false;
    }
  }

  /** Values of the variables when the path is of this template. */
  default Optional<Map<String, String>> match(String asked) {
    String[] template = path().split("/", -1);
    String[] parts = asked.split("/", -1);
    if (template.length != parts.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (template[i].startsWith("{")) {
        variables.put(template[i].substring(1, template[i].length() - 1), parts[i]);
      } else if (!template[i].equals(parts[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
