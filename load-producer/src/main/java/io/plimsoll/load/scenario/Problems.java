package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects mistakes while a file is read, so that all are reported at once. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void at(Node node, String message) {
    Mark mark = node.getStartMark().orElseThrow();
    Problem problem = new Problem(mark.getLine() + 1, mark.getColumn() + 1, message);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean any() {
    return !found.isEmpty();
  }

  List<Problem> sorted() {
    return found.stream().sorted().toList();
  }
}
