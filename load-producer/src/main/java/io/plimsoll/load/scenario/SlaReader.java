package io.plimsoll.load.scenario;

import io.plimsoll.schemas.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code sla}: limits by operation. A plain percentile limits the response time. */
final class SlaReader {
  static final List<String> LATENCIES =
      List.of("p50", "p75", "p90", "p95", "p99", "p999", "p9999", "mean", "max");
  static final List<String> INDICATORS =
      List.of(
          "p50",
          "p75",
          "p90",
          "p95",
          "p99",
          "p999",
          "p9999",
          "mean",
          "max",
          "service",
          "response",
          "error_rate",
          "throughput");
  private static final List<String> LATER =
      List.of("abort", "cpu", "memory", "burn_rate", "cost", "growth", "for", "over");
  private static final Pattern LIMIT = Pattern.compile("(<=|>=|<|>)?\\s*([^<>=]+)");
  private static final Pattern WINDOW = Pattern.compile(".*\\s(over|for|from)\\s+\\S+.*");

  private final Values values;
  private final List<String> operations;

  /** How a kind of limit is written. */
  @FunctionalInterface
  private interface Quantity {
    OptionalDouble read(String text);
  }

  SlaReader(Values values, List<String> operations) {
    this.values = values;
    this.operations = operations;
  }

  List<Limit> read(Node node) {
    List<Limit> limits = new ArrayList<>();
    Fields.of(node, "limits by operation", values.problems())
        .ifPresent(fields -> fields.keys().forEach(key -> operation(fields, key, limits)));
    return limits;
  }

  private void operation(Fields fields, String name, List<Limit> limits) {
    if (name.equals("host") && !operations.contains(name)) {
      values.problems().at(fields.keyNode(name), "limits of host are not supported yet");
      return;
    }
    // Without a single operation the behaviours are at fault, and have been reported.
    if (!name.equals("*") && !operations.contains(name) && !operations.isEmpty()) {
      values
          .problems()
          .at(
              fields.keyNode(name),
              "unknown operation \"%s\"%s Expected \"*\" or one of: %s"
                  .formatted(name, hint(name), String.join(", ", operations)));
    }
    Fields.of(fields.get(name).orElseThrow(), "limits like { p95: 500ms }", values.problems())
        .ifPresent(found -> limits(found.allow(INDICATORS, LATER), name, limits));
  }

  private String hint(String name) {
    String hint = Nearest.hint(name, operations);
    return hint.isEmpty() ? "." : hint;
  }

  private void limits(Fields fields, String operation, List<Limit> limits) {
    for (String key : fields.present(LATENCIES)) {
      latency(fields, key, operation, "response", limits);
    }
    for (String kind : fields.present(List.of("service", "response"))) {
      Fields.of(fields.get(kind).orElseThrow(), "limits like { p95: 500ms }", values.problems())
          .ifPresent(
              found -> {
                found.allow(LATENCIES, List.of());
                found
                    .present(LATENCIES)
                    .forEach(key -> latency(found, key, operation, kind, limits));
              });
    }
    fields.get("error_rate").flatMap(each -> errorRate(each, operation)).ifPresent(limits::add);
    fields.get("throughput").flatMap(each -> throughput(each, operation)).ifPresent(limits::add);
  }

  private void latency(
      Fields fields, String key, String operation, String kind, List<Limit> limits) {
    Node node = fields.get(key).orElseThrow();
    String indicator = kind + "." + key;
    if (limits.stream()
        .anyMatch(l -> l.operation().equals(operation) && l.indicator().equals(indicator))) {
      values.problems().at(fields.keyNode(key), indicator + " is limited twice");
    }
    limit(
            node,
            operation,
            indicator,
            Comparison.LESS_OR_EQUAL,
            Units.DURATION,
            text ->
                Units.duration(text)
                    .map(limit -> OptionalDouble.of((double) limit.toNanos() / 1000))
                    .orElse(OptionalDouble.empty()))
        .ifPresent(limits::add);
  }

  private Optional<Limit> errorRate(Node node, String operation) {
    return limit(
        node,
        operation,
        "error_rate",
        Comparison.LESS_OR_EQUAL,
        "a percentage from 0% to 100% like < 0.1%",
        Units::percentage);
  }

  private Optional<Limit> throughput(Node node, String operation) {
    return limit(
        node,
        operation,
        "throughput",
        Comparison.GREATER_OR_EQUAL,
        "a rate like \"> 50/s\"",
        Units::rate);
  }

  private Optional<Limit> limit(
      Node node,
      String operation,
      String indicator,
      Comparison usual,
      String expected,
      Quantity quantity) {
    Optional<String> text = values.text(node, expected);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (WINDOW.matcher(text.get()).matches()) {
      values.problems().at(node, "\"over\", \"for\" and \"from\" in a limit are not supported yet");
      return Optional.empty();
    }
    Matcher parts = LIMIT.matcher(text.get());
    OptionalDouble value =
        parts.matches() ? quantity.read(parts.group(2).trim()) : OptionalDouble.empty();
    if (value.isEmpty()) {
      values.problems().at(node, "expected " + expected + ", found " + Fields.kind(node));
      return Optional.empty();
    }
    Comparison comparison = comparison(parts.group(1), usual);
    if (upper(comparison) != upper(usual)) {
      values
          .problems()
          .at(
              node,
              "%s needs %s, found %s"
                  .formatted(
                      indicator,
                      upper(usual) ? "an upper limit, < or <=" : "a lower limit, > or >=",
                      Fields.kind(node)));
      return Optional.empty();
    }
    return Optional.of(
        new Limit(operation, indicator, comparison, value.getAsDouble(), text.get()));
  }

  private static boolean upper(Comparison comparison) {
    return comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
  }

  private static Comparison comparison(String sign, Comparison usual) {
    if (sign == null) {
      return usual;
    }
    return switch (sign) {
      case "<" -> Comparison.LESS;
      case "<=" -> Comparison.LESS_OR_EQUAL;
      case ">" -> Comparison.GREATER;
      default -> Comparison.GREATER_OR_EQUAL;
    };
  }
}
