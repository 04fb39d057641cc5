package io.plimsoll.load.scenario;

import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a request may cost. */
final class CostLimits {
  static final List<String> COST =
      Stream.of(List.of("perHour", "perRequest"), SlaReader.LIMIT).flatMap(List::stream).toList();

  private final Values values;
  private final LimitText text;
  private final SlaReader.Sink sink;

  CostLimits(Values values, LimitText text, SlaReader.Sink sink) {
    this.values = values;
    this.text = text;
    this.sink = sink;
  }

  void read(Node node, String operation, Judging usual) {
    String expected = "{ perHour: 2.50, limit: < 0.01 }";
    Fields.of(node, expected, values.problems())
        .ifPresent(fields -> read(fields.allow(COST, List.of()), operation, usual));
  }

  private void read(Fields fields, String operation, Judging usual) {
    double perHour = price(fields, "perHour");
    double perRequest = price(fields, "perRequest");
    if (!fields.has("perHour") && !fields.has("perRequest")) {
      values.problems().at(fields.node(), "\"perHour\" or \"perRequest\" is missing: a price");
    }
    Judging judging = text.judging(fields, usual);
    fields
        .require("limit", "a price per request like < 0.01")
        .flatMap(limit -> text.read(limit, LimitForms.price(), judging))
        .ifPresent(
            found ->
                sink.add(
                    fields.node(),
                    new Limit(
                        operation + "/cost_per_request",
                        operation,
                        "cost_per_request",
                        found.comparison(),
                        found.limit(),
                        found.text(),
                        found.judging(),
                        new LimitSubject.Cost(perHour, perRequest))));
  }

  private double price(Fields fields, String key) {
    return fields.get(key).flatMap(each -> values.positiveNumber(each, "a price")).orElse(0.0);
  }
}
