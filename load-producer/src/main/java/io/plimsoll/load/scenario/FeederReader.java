package io.plimsoll.load.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code feeders}. */
final class FeederReader {
  private static final List<String> KINDS = List.of("csv", "sequence", "random", "weighted");
  private static final String RANGE = "a range of whole numbers like 1..1000";

  private final Values values;

  FeederReader(Values values) {
    this.values = values;
  }

  List<Feeder> read(Node node) {
    List<Feeder> feeders = new ArrayList<>();
    Fields.of(node, "feeders by name", values.problems())
        .ifPresent(
            fields ->
                fields
                    .keys()
                    .forEach(
                        name ->
                            values
                                .valueName(fields.keyNode(name))
                                .flatMap(known -> feeder(known, fields.get(name).orElseThrow()))
                                .ifPresent(feeders::add)));
    feeders.forEach(feeder -> feeder.variables().forEach(values.names()::give));
    return feeders;
  }

  private Optional<Feeder> feeder(String name, Node node) {
    String what = "one of csv: FILE, sequence: 1..1000, random: 1..100, weighted: { a: 30, b: 70 }";
    Optional<Fields> found = Fields.of(node, what, values.problems());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get().allow(Keys.FEEDER, List.of());
    List<String> kinds = fields.present(KINDS);
    if (kinds.size() != 1) {
      values.problems().at(node, "expected " + what);
      return Optional.empty();
    }
    if (fields.has("order") && !fields.has("csv")) {
      values.problems().at(fields.keyNode("order"), "order goes with csv only");
    }
    Node value = fields.get(kinds.get(0)).orElseThrow();
    return switch (kinds.get(0)) {
      case "csv" -> csv(name, value, random(fields));
      case "sequence" -> range(value, (from, to) -> new Feeder.Sequence(name, from, to));
      case "random" -> range(value, (least, most) -> new Feeder.RandomNumber(name, least, most));
      default -> weighted(name, value);
    };
  }

  private boolean random(Fields fields) {
    return fields
        .get("order")
        .flatMap(
            node -> {
              String what = "sequential or random";
              return values
                  .text(node, what)
                  .flatMap(
                      text ->
                          values.reported(
                              node,
                              what,
                              Optional.of(text).filter(List.of("sequential", "random")::contains)));
            })
        .map("random"::equals)
        .orElse(false);
  }

  private Optional<Feeder> range(Node node, BiFunction<Long, Long, Feeder> make) {
    return values
        .text(node, RANGE)
        .flatMap(
            text -> {
              boolean whole = text.matches("-?\\d{1,18}\\.\\.-?\\d{1,18}");
              String[] ends = text.split("\\.\\.", -1);
              boolean ascending = whole && Long.parseLong(ends[0]) <= Long.parseLong(ends[1]);
              return values.reported(
                  node,
                  RANGE,
                  ascending
                      ? Optional.of(make.apply(Long.parseLong(ends[0]), Long.parseLong(ends[1])))
                      : Optional.empty());
            });
  }

  private Optional<Feeder> weighted(String name, Node node) {
    Map<String, Double> weights = new LinkedHashMap<>();
    Optional<Fields> found = Fields.of(node, "weights by category", values.problems());
    found.ifPresent(
        fields ->
            fields
                .keys()
                .forEach(
                    key ->
                        values
                            .positiveNumber(fields.get(key).orElseThrow(), "a weight above 0")
                            .ifPresent(weight -> weights.put(key, weight))));
    if (found.isPresent() && weights.isEmpty()) {
      values.problems().at(node, "expected at least one category");
    }
    return weights.isEmpty() ? Optional.empty() : Optional.of(new Feeder.Weighted(name, weights));
  }

  private Optional<Feeder> csv(String name, Node node, boolean random) {
    Optional<Path> file = values.file(node);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> rows;
    try {
      rows = CsvText.rows(Files.readString(file.get()));
    } catch (IOException e) {
      values.problems().at(node, "cannot read %s: %s".formatted(Fields.kind(node), e));
      return Optional.empty();
    }
    if (rows.size() < 2) {
      values.problems().at(node, "expected a first line with names and at least one more");
      return Optional.empty();
    }
    int columns = rows.get(0).size();
    OptionalInt odd =
        java.util.stream.IntStream.range(1, rows.size())
            .filter(i -> rows.get(i).size() != columns)
            .findFirst();
    if (odd.isPresent()) {
      values
          .problems()
          .at(
              node,
              "row %d has %d values, its first row names %d columns"
                  .formatted(odd.getAsInt() + 1, rows.get(odd.getAsInt()).size(), columns));
      return Optional.empty();
    }
    return Optional.of(new Feeder.Csv(name, rows.get(0), rows.subList(1, rows.size()), random));
  }
}
