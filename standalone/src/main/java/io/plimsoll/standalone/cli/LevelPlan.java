package io.plimsoll.standalone.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which load levels a profile takes, as factors of the scenario's load.
 *
 * @param auto whether the range is found while measuring; then there are no factors
 * @param factors each above 0, in the order given
 */
record LevelPlan(boolean auto, List<Double> factors) {

  LevelPlan {
    factors = List.copyOf(factors);
  }

  /** In which order levels are run. */
  enum Order {
    /** From the least load up. */
    UP,
    /** Up and down again, so that each level is measured twice. */
    UP_DOWN,
    /** Shuffled, so that nothing that drifts looks like an effect of load. */
    RANDOM;

    List<Double> of(List<Double> factors, long seed) {
      List<Double> ordered = new ArrayList<>(factors);
      Collections.sort(ordered);
      switch (this) {
        case UP -> {}
        case UP_DOWN -> {
          List<Double> back = new ArrayList<>(ordered);
          Collections.reverse(back);
          ordered.addAll(back);
        }
        case RANDOM -> Collections.shuffle(ordered, new Random(seed));
      }
      return ordered;
    }
  }

  /**
   * Reads {@code auto} or factors between commas.
   *
   * @throws CommandException when it is neither
   */
  static LevelPlan read(String text) {
    if (text.strip().equals("auto")) {
      return new LevelPlan(true, List.of());
    }
    try {
      List<Double> factors =
          Arrays.stream(text.split(",", -1)).map(each -> Double.valueOf(each.strip())).toList();
      if (factors.stream().allMatch(each -> each > 0 && Double.isFinite(each))) {
        return new LevelPlan(false, factors);
      }
    } catch (NumberFormatException e) {
      throw unreadable(text, e);
    }
    throw unreadable(text, null);
  }

  private static CommandException unreadable(String text, Exception cause) {
    return new CommandException(
        ExitCode.UNUSABLE_INPUT,
        "--levels "
            + text
            + " is not understood: give auto, or factors above 0 such as 0.25,0.5,0.75,1,1.25,1.5",
        cause);
  }
}
