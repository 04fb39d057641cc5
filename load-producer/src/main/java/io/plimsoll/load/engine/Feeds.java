package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Feeder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Draws from a scenario's feeders for all users of a run. Thread-safe. */
final class Feeds {
  private final Map<String, Feeder> byVariable = new HashMap<>();
  private final Map<String, AtomicLong> turns = new HashMap<>();

  Feeds(List<Feeder> feeders) {
    for (Feeder feeder : feeders) {
      feeder.variables().forEach(variable -> byVariable.put(variable, feeder));
      turns.put(feeder.name(), new AtomicLong());
    }
  }

  boolean has(String variable) {
    return byVariable.containsKey(variable);
  }

  /** Puts what the variable's feeder gives into the drawn values: all columns of one row. */
  void draw(String variable, SplittableRandom random, Map<String, Object> drawn) {
    Feeder feeder = byVariable.get(variable);
    if (feeder instanceof Feeder.Csv csv) {
      int rows = csv.rows().size();
      int row = csv.random() ? random.nextInt(rows) : (int) (turn(csv) % rows);
      for (int i = 0; i < csv.columns().size(); i++) {
        drawn.put(csv.variables().get(i), csv.rows().get(row).get(i));
      }
    } else if (feeder instanceof Feeder.Sequence sequence) {
      drawn.put(variable, sequence.from() + turn(sequence) % (sequence.to() - sequence.from() + 1));
    } else if (feeder instanceof Feeder.RandomNumber number) {
      drawn.put(variable, random.nextLong(number.least(), number.most() + 1));
    } else if (feeder instanceof Feeder.Weighted weighted) {
      drawn.put(variable, category(weighted, random));
    }
  }

  private long turn(Feeder feeder) {
    return turns.get(feeder.name()).getAndIncrement();
  }

  private static String category(Feeder.Weighted weighted, SplittableRandom random) {
    double sum = weighted.weights().values().stream().mapToDouble(Double::doubleValue).sum();
    double left = random.nextDouble() * sum;
    String last = "";
    for (Map.Entry<String, Double> each : weighted.weights().entrySet()) {
      last = each.getKey();
      left -= each.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }
}
