package io.plimsoll.load.scenario;

import java.util.List;
import java.util.Map;

/** Where values come from that no answer gives: one is drawn each time a behaviour begins. */
public sealed interface Feeder {
  String name();

  /** The variables it fills. */
  List<String> variables();

  /**
   * Rows of a CSV file, shared by all users; {@code name.column} is a variable.
   *
   * @param random whether rows are drawn at random; otherwise in turn, over and over
   */
  record Csv(String name, List<String> columns, List<List<String>> rows, boolean random)
      implements Feeder {
    public Csv {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public List<String> variables() {
      return columns.stream().map(column -> name + "." + column).toList();
    }

    @Override
    public String toString() {
      return "csv feeder " + name;
    }
  }

  /** Whole numbers in turn, each given once to somebody; over again from the start at the end. */
  record Sequence(String name, long from, long to) implements Feeder {
    @Override
    public List<String> variables() {
      return List.of(name);
    }
  }

  /** A whole number, uniform between two ends, both included. */
  record RandomNumber(String name, long least, long most) implements Feeder {
    @Override
    public List<String> variables() {
      return List.of(name);
    }
  }

  /** A category, drawn by its weight. */
  record Weighted(String name, Map<String, Double> weights) implements Feeder {
    public Weighted {
      weights = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(weights));
    }

    @Override
    public List<String> variables() {
      return List.of(name);
    }
  }
}
