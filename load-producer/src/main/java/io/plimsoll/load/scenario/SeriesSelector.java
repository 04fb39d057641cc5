package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which series of an exposition are taken: a name, in which {@code *} stands for anything, and
 * matchers of labels as PromQL writes them. An absent label is the empty text. Immutable.
 */
public final class SeriesSelector {
  static final String FORM =
      "a series like http_requests_total, jvm_* or http_requests_total{code=~\"5..\"}";

  private static final Pattern WHOLE =
      Pattern.compile("([a-zA-Z_:*][a-zA-Z0-9_:.*]*)?\\s*(?:\\{(.*)})?");
  private static final Pattern MATCHER =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:,|$)");

  private final Pattern name;
  private final List<LabelMatcher> matchers;

  /** One condition on one label. */
  private record LabelMatcher(String label, boolean wanted, Pattern value) {
    boolean matches(Map<String, String> labels) {
      return value.matcher(labels.getOrDefault(label, "")).matches() == wanted;
    }
  }

  private SeriesSelector(Pattern name, List<LabelMatcher> matchers) {
    this.name = name;
    this.matchers = List.copyOf(matchers);
  }

  /** Reads a selector; empty when it is none. */
  public static Optional<SeriesSelector> of(String text) {
    Matcher whole = WHOLE.matcher(text.trim());
    if (text.isBlank() || !whole.matches()) {
      return Optional.empty();
    }
    String name = whole.group(1) == null ? "*" : whole.group(1);
    return matchers(whole.group(2)).map(found -> new SeriesSelector(glob(name), found));
  }

  private static Optional<List<LabelMatcher>> matchers(String text) {
    List<LabelMatcher> found = new ArrayList<>();
    if (text != null && !text.isBlank()) {
      Matcher each = MATCHER.matcher(text);
      int at = 0;
      while (at < text.length()) {
        if (!each.find(at) || each.start() != at) {
          return Optional.empty();
        }
        Optional<Pattern> value = value(each.group(2), unescaped(each.group(3)));
        if (value.isEmpty()) {
          return Optional.empty();
        }
        found.add(new LabelMatcher(each.group(1), each.group(2).charAt(0) == '=', value.get()));
        at = each.end();
      }
    }
    return Optional.of(found);
  }

  private static Optional<Pattern> value(String operator, String text) {
    try {
      boolean literal = !operator.endsWith("~");
      return Optional.of(Pattern.compile(literal ? Pattern.quote(text) : text));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static String unescaped(String text) {
    return text.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\");
  }

  /** A pattern in which {@code *} stands for anything. */
  public static Pattern glob(String text) {
    StringBuilder pattern = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      pattern.append(pattern.length() == 0 ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(pattern.toString());
  }

  /** Whether it takes the series. */
  public boolean takes(String series, Map<String, String> labels) {
    return name.matcher(series).matches() && matchers.stream().allMatch(m -> m.matches(labels));
  }
}
