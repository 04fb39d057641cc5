package io.plimsoll.load.scenario;

import io.plimsoll.load.scenario.LimitText.Form;
import io.plimsoll.schemas.OutcomeKind;
import io.plimsoll.schemas.metric.SourceMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code sla}: limits by operation, by pattern of operations, or by source of samples. A
 * plain percentile limits the response time.
 */
final class SlaReader {
  static final List<String> LATENCIES =
      List.of("p50", "p75", "p90", "p95", "p99", "p999", "p9999", "mean", "max");
  private static final List<String> COUNTED =
      List.of("error_rate", "throughput", "drop_rate", "unanswered_rate");
  static final List<String> INDICATORS =
      Stream.of(
              LATENCIES,
              List.of("service", "response"),
              COUNTED,
              List.of("growth", "cost", "burn_rate", "abort", "severity", "from", "samples"))
          .flatMap(List::stream)
          .toList();
  static final List<String> GROWTH =
      Stream.concat(
              LATENCIES.stream(),
              LATENCIES.stream().flatMap(each -> Stream.of("service." + each, "response." + each)))
          .toList();
  static final List<String> KINDS =
      Stream.concat(
              Stream.of("all"),
              Arrays.stream(OutcomeKind.values())
                  .filter(kind -> kind != OutcomeKind.SUCCESS)
                  .map(OutcomeKind::name))
          .toList();
  static final List<String> LIMIT =
      Stream.concat(Stream.of("limit"), LimitText.JUDGING.stream()).toList();
  private static final List<String> SOURCES =
      List.of(
          "agent", "host", "process", "container", "gpu", "prometheus", "promql", "redis", "files");

  private final Values values;
  private final List<String> operations;
  private final LimitText text;
  private final List<Limit> limits = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> windows = new HashSet<>(); // that are limited

  SlaReader(Values values, List<String> operations) {
    this.values = values;
    this.operations = operations;
    this.text = new LimitText(values);
  }

  List<Limit> read(Node node) {
    Fields.of(node, "limits by operation", values.problems())
        .ifPresent(fields -> fields.keys().forEach(key -> named(fields, key)));
    return limits;
  }

  private void named(Fields fields, String name) {
    Node node = fields.get(name).orElseThrow();
    boolean isOperation = name.equals("*") || operations.stream().anyMatch(glob(name)::matches);
    if (!isOperation && isSource(name)) {
      Fields.of(node, "limits by metric like { cpu: { avg: < 80% } }", values.problems())
          .ifPresent(found -> new ResourceLimits(values, text, this::add).read(name, found));
      return;
    }
    // Without a single operation the behaviours are at fault, and have been reported.
    if (!isOperation && !operations.isEmpty()) {
      values
          .problems()
          .at(
              fields.keyNode(name),
              "unknown operation \"%s\"%s Expected \"*\", a pattern, a source of samples or one of: %s"
                  .formatted(name, hint(name), String.join(", ", operations)));
    }
    Fields.of(node, "limits like { p95: 500ms }", values.problems())
        .ifPresent(found -> limits(found.allow(INDICATORS, List.of()), name));
  }

  record Glob(Pattern pattern) {
    boolean matches(String name) {
      return pattern.matcher(name).matches();
    }
  }

  static Glob glob(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char each = name.charAt(i);
      regex.append(each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(String.valueOf(each)));
    }
    return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  /** Whether it names a source of samples, or a pattern of them. */
  static boolean isSource(String name) {
    return SOURCES.contains(SourceMetrics.kind(name));
  }

  private String hint(String name) {
    String hint = Nearest.hint(name, operations);
    return hint.isEmpty() ? "." : hint;
  }

  private void limits(Fields fields, String operation) {
    Judging usual = usual(fields);
    for (String key : fields.present(LATENCIES)) {
      limit(
          fields, key, operation, "response." + key, LimitForms.latency("response." + key), usual);
    }
    for (String kind : fields.present(List.of("service", "response"))) {
      Fields.of(fields.get(kind).orElseThrow(), "limits like { p95: 500ms }", values.problems())
          .ifPresent(
              found -> {
                found.allow(LATENCIES, List.of());
                for (String key : found.present(LATENCIES)) {
                  String indicator = kind + "." + key;
                  limit(found, key, operation, indicator, LimitForms.latency(indicator), usual);
                }
              });
    }
    counted(fields, operation, usual);
    fields.get("growth").ifPresent(node -> growth(fields, node, operation, usual));
    fields
        .get("cost")
        .ifPresent(node -> new CostLimits(values, text, this::add).read(node, operation, usual));
    fields
        .get("burn_rate")
        .ifPresent(node -> new BurnLimits(values, text, this::add).read(node, operation, usual));
    fields
        .get("abort")
        .ifPresent(node -> new AbortLimits(values, this::add).read(node, operation, usual));
  }

  /** What all limits of the operation have in common. */
  private Judging usual(Fields fields) {
    Judging usual = Judging.USUAL;
    Optional<java.time.Duration> from = fields.get("from").flatMap(values::duration);
    int samples =
        fields
            .get("samples")
            .flatMap(each -> values.whole(each, "a number of samples", 1, Integer.MAX_VALUE))
            .orElse(usual.samples());
    return new Judging(
        usual.over(),
        usual.lasting(),
        usual.within(),
        from,
        usual.resolve(),
        samples,
        text.severity(fields).orElse(usual.severity()),
        false);
  }

  private void counted(Fields fields, String operation, Judging usual) {
    for (String key : fields.present(COUNTED)) {
      Node node = fields.get(key).orElseThrow();
      boolean byKind =
          key.equals("error_rate")
              && node instanceof MappingNode
              && Fields.of(node, "", values.problems()).orElseThrow().keys().stream()
                  .anyMatch(KINDS::contains);
      if (byKind) {
        Fields kinds = Fields.of(node, "", values.problems()).orElseThrow().allow(KINDS, List.of());
        for (String kind : kinds.present(KINDS)) {
          String indicator = kind.equals("all") ? key : key + "." + kind;
          limit(kinds, kind, operation, indicator, LimitForms.share(indicator), usual);
        }
      } else {
        limit(
            fields,
            key,
            operation,
            key,
            key.equals("throughput") ? LimitForms.THROUGHPUT : LimitForms.share(key),
            usual);
      }
    }
  }

  private void growth(Fields fields, Node node, String operation, Judging usual) {
    if (!(node instanceof MappingNode)) {
      String indicator = "growth.response.p95";
      limit(fields, "growth", operation, indicator, LimitForms.growth(indicator), usual);
      return;
    }
    Fields found = Fields.of(node, "", values.problems()).orElseThrow();
    found.allow(GROWTH, List.of());
    for (String key : found.present(GROWTH)) {
      String indicator = "growth." + (key.indexOf('.') < 0 ? "response." : "") + key;
      limit(found, key, operation, indicator, LimitForms.growth(indicator), usual);
    }
  }

  private void limit(
      Fields fields, String key, String operation, String indicator, Form form, Judging usual) {
    Node node = fields.get(key).orElseThrow();
    each(node, text, values, form, usual)
        .forEach(
            found ->
                add(
                    fields.keyNode(key),
                    new Limit(
                        operation + "/" + indicator,
                        operation,
                        indicator,
                        found.comparison(),
                        found.limit(),
                        found.text(),
                        found.judging(),
                        LimitSubject.OUTCOMES)));
  }

  /** One limit, a mapping with a limit, or a list of either. */
  static List<LimitText.Found> each(
      Node node, LimitText text, Values values, Form form, Judging usual) {
    if (node instanceof SequenceNode list) {
      return list.getValue().stream()
          .flatMap(one -> each(one, text, values, form, usual).stream())
          .toList();
    }
    if (!(node instanceof MappingNode)) {
      return text.read(node, form, usual).stream().toList();
    }
    Fields fields = Fields.of(node, "", values.problems()).orElseThrow();
    fields.allow(LIMIT, List.of());
    Judging judging = text.judging(fields, usual);
    return fields.require("limit", form.expected()).stream()
        .flatMap(limit -> text.read(limit, form, judging).stream())
        .toList();
  }

  /** Receives limits that were read. */
  @FunctionalInterface
  interface Sink {
    /**
     * @param place where it stands
     */
    void add(Node place, Limit limit);
  }

  /** Limits on one thing may differ in their windows; the same one twice is a mistake. */
  private void add(Node place, Limit limit) {
    String window =
        limit
            .judging()
            .over()
            .map(over -> " over " + over.toSeconds() + "s")
            .orElse(" over the run");
    String id = ids.contains(limit.id()) ? limit.id() + window : limit.id();
    if (!windows.add(limit.id() + window)) {
      String what = limit.id().substring(limit.operation().length() + 1) + window;
      values.problems().at(place, what + " is limited twice; expected one limit for each window");
    }
    ids.add(id);
    limits.add(
        new Limit(
            id,
            limit.operation(),
            limit.indicator(),
            limit.comparison(),
            limit.limit(),
            limit.text(),
            limit.judging(),
            limit.subject()));
  }
}
