package io.plimsoll.load.scenario;

import io.plimsoll.schemas.Comparison;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a single limit: {@code 500ms}, {@code "< 1% over 10s for 30s within 2m from 1m"}, or a
 * mapping with these parts.
 */
final class LimitText {
  static final List<String> JUDGING =
      List.of("over", "for", "within", "from", "resolve", "samples", "severity", "abort");
  private static final List<String> CLAUSES = List.of("over", "for", "within", "from", "resolve");
  private static final List<String> SEVERITIES = List.of(Judging.CRITICAL, "warning", "info");
  private static final Pattern LIMIT =
      Pattern.compile(
          "(<=|>=|<|>)?\\s*([^<>=]+?)((?:\\s+(?:over|for|within|from|resolve)\\s+\\S+)*)\\s*");
  private static final Pattern CLAUSE = Pattern.compile("(\\w+)\\s+(\\S+)");

  private final Values values;

  /** How a kind of limit is written. */
  @FunctionalInterface
  interface Quantity {
    OptionalDouble read(String text);
  }

  /**
   * What is expected of a limit.
   *
   * @param upper whether values must stay below it; empty when either is meant
   */
  record Form(String name, Optional<Boolean> upper, String expected, Quantity quantity) {}

  /** A limit that was read. */
  record Found(Comparison comparison, double limit, String text, Judging judging) {}

  LimitText(Values values) {
    this.values = values;
  }

  /** The limit of this node; problems are reported. */
  Optional<Found> read(Node node, Form form, Judging usual) {
    return values.text(node, form.expected()).flatMap(text -> read(node, text, form, usual));
  }

  /** The same, of a part of the node's text. */
  Optional<Found> read(Node node, String text, Form form, Judging usual) {
    Matcher parts = LIMIT.matcher(text);
    OptionalDouble value =
        parts.matches() ? form.quantity().read(parts.group(2).trim()) : OptionalDouble.empty();
    if (value.isEmpty()) {
      values.problems().at(node, "expected " + form.expected() + ", found " + Fields.kind(node));
      return Optional.empty();
    }
    Comparison comparison = comparison(parts.group(1), form.upper().orElse(true));
    if (form.upper().isPresent() && form.upper().get() != isUpper(comparison)) {
      values
          .problems()
          .at(
              node,
              "%s needs %s, found %s"
                  .formatted(
                      form.name(),
                      form.upper().get() ? "an upper limit, < or <=" : "a lower limit, > or >=",
                      Fields.kind(node)));
      return Optional.empty();
    }
    return clauses(node, parts.group(3), usual)
        .map(judging -> new Found(comparison, value.getAsDouble(), text, judging));
  }

  private Optional<Judging> clauses(Node node, String text, Judging usual) {
    Map<String, Duration> found = new HashMap<>();
    Matcher clause = CLAUSE.matcher(text);
    while (clause.find()) {
      Optional<Duration> time = Units.duration(clause.group(2));
      if (time.isEmpty()) {
        values
            .problems()
            .at(
                node,
                "expected %s after \"%s\", found \"%s\""
                    .formatted(Units.DURATION, clause.group(1), clause.group(2)));
        return Optional.empty();
      }
      if (found.put(clause.group(1), time.get()) != null) {
        values.problems().at(node, "\"" + clause.group(1) + "\" is given twice");
      }
    }
    return checked(node, found, usual.samples(), usual.severity(), usual.abort(), usual);
  }

  /** The parts of a mapping that say how a limit is judged. */
  Judging judging(Fields fields, Judging usual) {
    Map<String, Duration> found = new HashMap<>();
    for (String key : fields.present(CLAUSES)) {
      values.duration(fields.get(key).orElseThrow()).ifPresent(time -> found.put(key, time));
    }
    int samples =
        fields
            .get("samples")
            .flatMap(each -> values.whole(each, "a number of samples", 1, Integer.MAX_VALUE))
            .orElse(usual.samples());
    boolean abort = usual.abort();
    if (fields.has("abort")) {
      abort = values.yesNo(fields.get("abort").orElseThrow()).orElse(abort);
    }
    return checked(
            fields.node(), found, samples, severity(fields).orElse(usual.severity()), abort, usual)
        .orElse(usual);
  }

  Optional<String> severity(Fields fields) {
    Optional<Node> node = fields.get("severity");
    Optional<String> text = node.flatMap(each -> values.text(each, "critical, warning or info"));
    if (text.isPresent() && !SEVERITIES.contains(text.get())) {
      values
          .problems()
          .at(
              node.orElseThrow(),
              "expected one of: %s, found \"%s\""
                  .formatted(String.join(", ", SEVERITIES), text.get()));
      return Optional.empty();
    }
    return text;
  }

  private Optional<Judging> checked(
      Node node,
      Map<String, Duration> found,
      int samples,
      String severity,
      boolean abort,
      Judging usual) {
    Optional<Duration> over = time(found, "over").or(usual::over);
    Optional<Duration> lasting = time(found, "for").or(usual::lasting);
    Optional<Duration> within = time(found, "within").or(usual::within);
    if (over.isPresent() && (over.get().isZero() || over.get().toNanos() % 1_000_000_000 != 0)) {
      values.problems().at(node, "\"over\" needs a window of whole seconds, 1s or more");
      return Optional.empty();
    }
    if (within.isPresent() && (lasting.isEmpty() || within.get().compareTo(lasting.get()) < 0)) {
      values
          .problems()
          .at(
              node,
              "\"within\" needs a \"for\" that is not longer: the breach lasts so long in all");
      return Optional.empty();
    }
    return Optional.of(
        new Judging(
            over,
            lasting,
            within,
            time(found, "from").or(usual::from),
            time(found, "resolve").or(usual::resolve),
            samples,
            severity,
            abort));
  }

  private static Optional<Duration> time(Map<String, Duration> found, String key) {
    return Optional.ofNullable(found.get(key));
  }

  static boolean isUpper(Comparison comparison) {
    return comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
  }

  private static Comparison comparison(String sign, boolean upper) {
    if (sign == null) {
      return upper ? Comparison.LESS_OR_EQUAL : Comparison.GREATER_OR_EQUAL;
    }
    return switch (sign) {
      case "<" -> Comparison.LESS;
      case "<=" -> Comparison.LESS_OR_EQUAL;
      case ">" -> Comparison.GREATER;
      default -> Comparison.GREATER_OR_EQUAL;
    };
  }
}
