package io.plimsoll.load.engine;

import java.util.List;
import java.util.SplittableRandom;

/** Chooses journeys by weight. Immutable; the randomness is the caller's. */
final class JourneyChoice {
  private final Journey[] journeys;
  private final double[] upTo;
  private final List<Weighted> all;

  /** A journey and its share among all. */
  record Weighted(Journey journey, double weight) {}

  JourneyChoice(List<Weighted> all) {
    this.all = List.copyOf(all);
    this.journeys = all.stream().map(Weighted::journey).toArray(Journey[]::new);
    this.upTo = new double[all.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += all.get(i).weight();
      upTo[i] = sum;
    }
  }

  List<Weighted> all() {
    return all;
  }

  Journey next(SplittableRandom random) {
    if (journeys.length == 1) {
      return journeys[0];
    }
    double drawn = random.nextDouble() * upTo[upTo.length - 1];
    int i = 0;
    while (i < upTo.length - 1 && drawn >= upTo[i]) {
      i++;
    }
    return journeys[i];
  }
}
