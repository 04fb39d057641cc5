package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code matrix}: a mapping of parameters to lists of values, every combination of which is a
 * cell, the last parameter varying fastest; or a list of cells, each with its values and its own
 * {@code sla}.
 */
final class MatrixReader {
  static final List<String> CELL = List.of("name", "sla");

  private static final String FORM =
      "{ size: [1MB, 10MB], users: [10, 50] } or a list of cells like { size: 1MB, users: 50 }";
  private static final Pattern PARAMETER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
  private static final int MAX_CELLS = 1000;

  private final Problems problems;

  MatrixReader(Problems problems) {
    this.problems = problems;
  }

  /** The cells in the order they run; one without values when the file has no matrix. */
  List<MatrixCell> read(MappingNode root) {
    Optional<Node> matrix =
        root.getValue().stream()
            .filter(
                tuple ->
                    tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("matrix"))
            .findFirst()
            .map(tuple -> tuple.getValueNode());
    List<MatrixCell> cells = matrix.map(this::cells).orElse(List.of(MatrixCell.NONE));
    if (cells.isEmpty()) {
      return List.of(MatrixCell.NONE);
    }
    // With a mistake in the matrix the rest of the file is read once, for its own mistakes.
    return problems.any() ? cells.subList(0, 1) : cells;
  }

  private List<MatrixCell> cells(Node node) {
    if (node instanceof SequenceNode list) {
      return listed(list);
    }
    return Fields.of(node, FORM, problems).map(this::combined).orElse(List.of());
  }

  private List<MatrixCell> combined(Fields fields) {
    List<Map<String, ScalarNode>> rows = List.of(new LinkedHashMap<>());
    for (String parameter : fields.keys()) {
      checkName(fields.keyNode(parameter), parameter);
      List<ScalarNode> values = values(fields.get(parameter).orElseThrow());
      if ((long) rows.size() * values.size() > MAX_CELLS) {
        problems.at(fields.node(), "more than " + MAX_CELLS + " cells: take away some values");
        return List.of();
      }
      rows = crossed(rows, parameter, values);
    }
    if (fields.keys().isEmpty()) {
      problems.at(fields.node(), "expected " + FORM);
    }
    return rows.stream()
        .filter(row -> !row.isEmpty())
        .map(row -> new MatrixCell(Optional.empty(), row, Optional.empty()))
        .toList();
  }

  private static List<Map<String, ScalarNode>> crossed(
      List<Map<String, ScalarNode>> rows, String parameter, List<ScalarNode> values) {
    List<Map<String, ScalarNode>> crossed = new ArrayList<>();
    for (Map<String, ScalarNode> row : rows) {
      for (ScalarNode value : values) {
        Map<String, ScalarNode> longer = new LinkedHashMap<>(row);
        longer.put(parameter, value);
        crossed.add(longer);
      }
    }
    return crossed;
  }

  private List<ScalarNode> values(Node node) {
    List<Node> all = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    List<ScalarNode> values = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node each : all) {
      value(each).ifPresent(values::add);
      if (each instanceof ScalarNode scalar && !seen.add(scalar.getValue())) {
        problems.at(each, "\"" + scalar.getValue() + "\" is given twice");
      }
    }
    if (all.isEmpty()) {
      problems.at(node, "expected at least one value");
    }
    return values;
  }

  private Optional<ScalarNode> value(Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar);
    }
    problems.at(node, "expected a text or a number, found " + Fields.kind(node));
    return Optional.empty();
  }

  private List<MatrixCell> listed(SequenceNode list) {
    List<MatrixCell> cells = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    for (Node each : list.getValue()) {
      Optional<MatrixCell> cell =
          Fields.of(each, "a cell like { size: 1MB }", problems).map(this::cell);
      cell.ifPresent(cells::add);
      if (cell.isPresent() && !titles.add(cell.get().title())) {
        problems.at(each, "a second cell \"" + cell.get().title() + "\": give them names");
      }
      if (cell.isPresent()
          && !cell.get().values().keySet().equals(cells.get(0).values().keySet())) {
        problems.at(
            each,
            "expected the parameters of the first cell: "
                + String.join(", ", cells.get(0).values().keySet()));
      }
    }
    if (list.getValue().isEmpty() || list.getValue().size() > MAX_CELLS) {
      problems.at(list, "expected 1 to " + MAX_CELLS + " cells, like " + FORM);
    }
    return cells;
  }

  private MatrixCell cell(Fields fields) {
    Map<String, ScalarNode> values = new LinkedHashMap<>();
    for (String parameter : fields.keys()) {
      if (!CELL.contains(parameter)) {
        checkName(fields.keyNode(parameter), parameter);
        value(fields.get(parameter).orElseThrow()).ifPresent(v -> values.put(parameter, v));
      }
    }
    if (fields.keys().stream().allMatch(CELL::contains)) {
      problems.at(fields.node(), "a cell needs at least one value, like { size: 1MB }");
    }
    Optional<String> name = fields.get("name").flatMap(this::value).map(ScalarNode::getValue);
    return new MatrixCell(name, values, fields.get("sla"));
  }

  private void checkName(Node node, String parameter) {
    if (!PARAMETER.matcher(parameter).matches()) {
      problems.at(node, "expected a name of letters, digits, _ and -, found \"" + parameter + "\"");
    }
  }
}
