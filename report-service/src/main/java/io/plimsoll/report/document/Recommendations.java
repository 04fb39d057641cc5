package io.plimsoll.report.document;

import io.plimsoll.report.query.FindingEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What can be advised on the findings of a run, by the rules of {@code
 * advice/recommendations.yaml}: each names the finding it rests on, the severest first, and the
 * same advice is given once. Immutable.
 */
public final class Recommendations {
  private static final List<String> BY_SEVERITY = List.of("critical", "warning", "info");
  private static final List<Rule> RULES = rules();

  private record Rule(Pattern finding, String advice, String source) {}

  private Recommendations() {}

  /** Empty when no finding gives a reason. */
  public static List<Recommendation> of(List<FindingEntry> findings) {
    Map<String, Recommendation> byAdvice = new LinkedHashMap<>();
    findings.stream()
        .sorted(
            Comparator.comparingInt((FindingEntry each) -> BY_SEVERITY.indexOf(each.severity()))
                .thenComparing(Comparator.comparingDouble(FindingEntry::confidence).reversed()))
        .forEach(
            finding ->
                RULES.stream()
                    .filter(rule -> rule.finding.matcher(finding.id()).matches())
                    .findFirst()
                    .ifPresent(
                        rule ->
                            byAdvice.putIfAbsent(
                                rule.advice,
                                new Recommendation(
                                    rule.advice, finding.id(), finding.title(), rule.source))));
    return List.copyOf(byAdvice.values());
  }

  private static List<Rule> rules() {
    try (InputStream file =
        Recommendations.class.getResourceAsStream("/advice/recommendations.yaml")) {
      Object read = new Load(LoadSettings.builder().build()).loadFromInputStream(file);
      List<Rule> rules = new ArrayList<>();
      for (Object each : (List<?>) read) {
        Map<?, ?> rule = (Map<?, ?>) each;
        rules.add(
            new Rule(glob(text(rule, "finding")), text(rule, "advice"), text(rule, "source")));
      }
      return List.copyOf(rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Map<?, ?> rule, String key) {
    if (rule.get(key) instanceof String text && rule.size() == 3) {
      return text;
    }
    throw new IllegalStateException(
        "advice/recommendations.yaml: expected finding, advice and source, found " + rule);
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    text.chars()
        .forEach(
            each ->
                regex.append(
                    switch (each) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(String.valueOf((char) each));
                    }));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
