package io.plimsoll.load.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects mistakes while files are read, so that all are reported at once. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> settled = new ArrayList<>();

  void at(Node node, String message) {
    Problem problem = problem(node, message);
    if (settled.stream().noneMatch(each -> each.compareTo(problem) == 0)) {
      addAll(List.of(problem));
    }
  }

  /** Reports the cause of all that may be wrong at this place: nothing else is said of it. */
  void causeAt(Node node, String message) {
    at(node, message);
    settled.add(problem(node, message));
  }

  private static Problem problem(Node node, String message) {
    Mark mark = node.getStartMark().orElseThrow();
    return new Problem(mark.getName(), mark.getLine() + 1, mark.getColumn() + 1, message);
  }

  /** Takes over mistakes of another file; none is kept twice. */
  void addAll(Collection<Problem> others) {
    others.stream().filter(each -> !found.contains(each)).forEach(found::add);
  }

  boolean any() {
    return !found.isEmpty();
  }

  List<Problem> sorted() {
    return found.stream().sorted().toList();
  }
}
