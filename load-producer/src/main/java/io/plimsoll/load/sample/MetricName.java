package io.plimsoll.load.sample;

import java.util.Map;
import java.util.TreeMap;

/** Writes names of metrics with their labels, sorted: {@code name{a="1",b="2"}}. Pure. */
public final class MetricName {
  private MetricName() {}

  public static String of(String name, String label, String value) {
    return name + "{" + label + "=\"" + escaped(value) + "\"}";
  }

  public static String of(String name, Map<String, String> labels) {
    if (labels.isEmpty()) {
      return name;
    }
    StringBuilder text = new StringBuilder(name).append('{');
    new TreeMap<>(labels)
        .forEach(
            (label, value) -> {
              text.append(text.charAt(text.length() - 1) == '{' ? "" : ",");
              text.append(label).append("=\"").append(escaped(value)).append('"');
            });
    return text.append('}').toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
