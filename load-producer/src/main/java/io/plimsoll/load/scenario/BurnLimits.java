package io.plimsoll.load.scenario;

import io.plimsoll.schemas.Comparison;
import io.plimsoll.stats.sla.BurnPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads error budgets: an objective, and the pairs of windows that tell when it is spent too fast.
 */
final class BurnLimits {
  static final List<String> BURN_RATE =
      List.of("objective", "period", "windows", "severity", "abort", "samples", "from");
  static final List<String> BURN_WINDOW = List.of("name", "long", "short", "factor", "severity");
  private static final String OBJECTIVE = "a share of good outcomes like 99.9%, below 100%";
  private static final String RUN = "run";

  private final Values values;
  private final LimitText text;
  private final SlaReader.Sink sink;

  BurnLimits(Values values, LimitText text, SlaReader.Sink sink) {
    this.values = values;
    this.text = text;
    this.sink = sink;
  }

  /** A pair with how bad it is. */
  private record Severe(BurnPair pair, String severity) {}

  void read(Node node, String operation, Judging usual) {
    if (!(node instanceof MappingNode)) {
      objective(node)
          .ifPresent(
              share -> add(node, operation, share, workbook(), usual, Optional.empty(), false));
      return;
    }
    Fields fields =
        Fields.of(node, "", values.problems()).orElseThrow().allow(BURN_RATE, List.of());
    Optional<Double> share = fields.require("objective", OBJECTIVE).flatMap(this::objective);
    Optional<String> severity = text.severity(fields);
    List<Severe> pairs =
        fields.get("windows").map(this::windows).orElseGet(BurnLimits::workbook).stream()
            .map(each -> new Severe(each.pair(), severity.orElse(each.severity())))
            .toList();
    Judging judging = text.judging(fields, usual);
    boolean ofRun =
        fields
            .get("period")
            .filter(each -> Fields.kind(each).equals("\"" + RUN + "\""))
            .isPresent();
    Optional<Duration> period =
        ofRun ? Optional.empty() : fields.get("period").flatMap(values::positiveDuration);
    share.ifPresent(found -> add(node, operation, found, pairs, judging, period, ofRun));
  }

  private Optional<Double> objective(Node node) {
    OptionalDouble share =
        values.text(node, OBJECTIVE).map(Units::percentage).orElse(OptionalDouble.empty());
    if (share.isEmpty() || share.getAsDouble() >= 1 || share.getAsDouble() <= 0) {
      values.problems().at(node, "expected " + OBJECTIVE + ", found " + Fields.kind(node));
      return Optional.empty();
    }
    return Optional.of(Math.round(share.getAsDouble() * 1e12) / 1e12); // 99.9% is 0.999, not nearly
  }

  private static List<Severe> workbook() {
    return BurnPair.WORKBOOK.stream()
        .map(
            pair -> new Severe(pair, pair.name().startsWith("page") ? Judging.CRITICAL : "warning"))
        .toList();
  }

  private List<Severe> windows(Node node) {
    List<Severe> pairs = new ArrayList<>();
    Fields.list(node, "a list like [ { long: 1h, short: 5m, factor: 14.4 } ]", values.problems())
        .ifPresent(list -> list.forEach(each -> window(each, pairs)));
    return pairs;
  }

  private void window(Node node, List<Severe> pairs) {
    Fields.of(node, "{ long: 1h, short: 5m, factor: 14.4 }", values.problems())
        .ifPresent(
            fields -> {
              fields.allow(BURN_WINDOW, List.of());
              Optional<Duration> wide =
                  fields.require("long", Units.DURATION).flatMap(values::positiveDuration);
              Optional<Duration> narrow =
                  fields.require("short", Units.DURATION).flatMap(values::positiveDuration);
              Optional<Double> factor =
                  fields
                      .require("factor", "a burn rate like 14.4")
                      .flatMap(each -> values.positiveNumber(each, "a burn rate like 14.4"));
              if (wide.isPresent() && narrow.isPresent() && factor.isPresent()) {
                pair(fields, wide.get(), narrow.get(), factor.get(), pairs);
              }
            });
  }

  private void pair(
      Fields fields, Duration wide, Duration narrow, double factor, List<Severe> pairs) {
    boolean whole = wide.toNanosPart() == 0 && narrow.toNanosPart() == 0;
    if (!whole || narrow.compareTo(wide) >= 0) {
      values
          .problems()
          .at(
              fields.node(),
              "expected whole seconds, and a \"short\" window below the \"long\" one");
      return;
    }
    String name =
        fields
            .get("name")
            .flatMap(each -> values.text(each, "a name"))
            .orElse(wide.toSeconds() + "s_" + narrow.toSeconds() + "s");
    pairs.add(
        new Severe(
            new BurnPair(name, wide, narrow, factor),
            text.severity(fields).orElse(Judging.CRITICAL)));
  }

  private void add(
      Node place,
      String operation,
      double objective,
      List<Severe> pairs,
      Judging judging,
      Optional<Duration> period,
      boolean ofRun) {
    for (Severe each : pairs) {
      sink.add(
          place,
          new Limit(
              operation + "/burn_rate." + each.pair().name(),
              operation,
              "burn_rate",
              Comparison.LESS_OR_EQUAL,
              each.pair().factor(),
              Fields.kind(place).equals("a mapping")
                  ? "burn rate of " + each.pair().name()
                  : ((org.snakeyaml.engine.v2.nodes.ScalarNode) place).getValue(),
              judging.severity(each.severity()),
              new LimitSubject.Budget(objective, each.pair(), period, ofRun)));
    }
  }
}
