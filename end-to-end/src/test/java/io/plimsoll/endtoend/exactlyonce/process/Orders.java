package io.plimsoll.endtoend.exactlyonce.process;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a child JVM is told: {@code key=value} arguments.
 *
 * @param values by key
 */
record Orders(Map<String, String> values) {
  Orders {
    values = Map.copyOf(values);
  }

  static Orders parse(String[] arguments) {
    return new Orders(
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
  }

  String text(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("no order " + key));
  }

  int number(String key) {
    return Integer.parseInt(text(key));
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
