package io.plimsoll.load.scenario;

import io.plimsoll.load.scenario.LimitText.Form;
import io.plimsoll.schemas.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code abort}: conditions like {@code error_rate > 50% over 10s}, under which the load is
 * stopped. Each is a limit the other way round.
 */
final class AbortLimits {
  private static final String FORM =
      "a condition like error_rate > 50% over 10s, p95 > 5s over 30s or throughput < 1/s over 1m";
  private static final Pattern CONDITION = Pattern.compile("([\\w.]+)\\s*(<=|>=|<|>)\\s*(.+)");
  private static final Duration USUAL_WINDOW = Duration.ofSeconds(10);

  private final Values values;
  private final LimitText text;
  private final SlaReader.Sink sink;

  AbortLimits(Values values, SlaReader.Sink sink) {
    this.values = values;
    this.text = new LimitText(values);
    this.sink = sink;
  }

  void read(Node node, String operation, Judging usual) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(each -> read(each, operation, usual));
      return;
    }
    Optional<String> condition = values.text(node, FORM);
    if (condition.isEmpty()) {
      return;
    }
    Matcher parts = CONDITION.matcher(condition.get().trim());
    Optional<Form> form = parts.matches() ? form(parts.group(1)) : Optional.empty();
    if (form.isEmpty()) {
      values.problems().at(node, "expected " + FORM + ", found " + Fields.kind(node));
      return;
    }
    boolean above = parts.group(2).startsWith(">");
    if (above != form.get().upper().orElseThrow()) {
      values
          .problems()
          .at(
              node,
              "%s is too bad when it is %s, found %s"
                  .formatted(parts.group(1), above ? "below" : "above", Fields.kind(node)));
      return;
    }
    Judging window = usual.over().isPresent() ? usual : usual.over(USUAL_WINDOW);
    Form plain =
        new Form(form.get().name(), Optional.empty(), form.get().expected(), form.get().quantity());
    text.read(node, parts.group(3), plain, window.aborting())
        .ifPresent(
            found ->
                sink.add(
                    node,
                    new Limit(
                        operation + "/abort." + indicator(parts.group(1)),
                        operation,
                        indicator(parts.group(1)),
                        kept(parts.group(2)),
                        found.limit(),
                        condition.get(),
                        found.judging(),
                        LimitSubject.OUTCOMES)));
  }

  /** What holds as long as the condition does not. */
  private static Comparison kept(String sign) {
    return switch (sign) {
      case ">" -> Comparison.LESS_OR_EQUAL;
      case ">=" -> Comparison.LESS;
      case "<" -> Comparison.GREATER_OR_EQUAL;
      default -> Comparison.GREATER;
    };
  }

  private static String indicator(String name) {
    return SlaReader.LATENCIES.contains(name) ? "response." + name : name;
  }

  private static Optional<Form> form(String name) {
    String statistic = name.substring(name.indexOf('.') + 1);
    boolean timed = name.startsWith("service.") || name.startsWith("response.");
    if (SlaReader.LATENCIES.contains(name) || (timed && SlaReader.LATENCIES.contains(statistic))) {
      return Optional.of(LimitForms.latency(name));
    }
    boolean kind =
        name.toLowerCase(Locale.ROOT).startsWith("error_rate.")
            && SlaReader.KINDS.contains(statistic);
    if (kind || List.of("error_rate", "drop_rate", "unanswered_rate").contains(name)) {
      return Optional.of(LimitForms.share(name));
    }
    return name.equals("throughput") ? Optional.of(LimitForms.THROUGHPUT) : Optional.empty();
  }
}
