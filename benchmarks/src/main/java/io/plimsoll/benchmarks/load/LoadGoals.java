package io.plimsoll.benchmarks.load;

import io.plimsoll.benchmarks.figures.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was promised of the engine, held against the rounds. */
final class LoadGoals {
  private static final String NO_RECORDING = "not recording";
  private static final String RECORDED = "recording";

  private final Rounds rounds;
  private final List<Figure> figures = new ArrayList<>();

  private LoadGoals(Rounds rounds) {
    this.rounds = rounds;
  }

  static List<Figure> of(Rounds rounds, double diskBytesPerOutcome) {
    LoadGoals goals = new LoadGoals(rounds);
    goals.ratio(NO_RECORDING, Plimsoll.BARE, "wrk", 1.25);
    goals.ratio(NO_RECORDING, Plimsoll.BARE, "Hyperfoil", 1);
    goals.ratio(RECORDED, Plimsoll.RECORDING, "wrk", 1.6);
    goals.ratio(RECORDED, Plimsoll.RECORDING, "Hyperfoil", 1);
    goals.ratio(RECORDED, Plimsoll.RECORDING, "Gatling", 0.4);
    goals.ratio(RECORDED, Plimsoll.RECORDING, "k6", 0.2);
    double bare = rounds.median(Plimsoll.BARE, Round::userPerMillion);
    double recording = rounds.median(Plimsoll.RECORDING, Round::userPerMillion);
    goals.atMost("user s per 1 M requests, not recording", bare, 0.7);
    goals.atMost("user s per 1 M requests, recording", recording, 1.3);
    double more =
        rounds.median(Plimsoll.RECORDING, Round::cpuPerMillion)
            - rounds.median(Plimsoll.BARE, Round::cpuPerMillion);
    goals.atMost("CPU µs per outcome for recording", more, 0.7);
    double allocatedBare = rounds.median(Plimsoll.BARE, round -> round.figure("allocated"));
    double allocated = rounds.median(Plimsoll.RECORDING, round -> round.figure("allocated"));
    goals.atMost("bytes allocated per request, not recording", allocatedBare, 0.5);
    goals.atMost("bytes allocated per outcome, recording", allocated, 850);
    goals.atMost("bytes on the broker's disk per outcome", diskBytesPerOutcome, 25);
    return goals.figures;
  }

  private void ratio(String mode, String ours, String theirs, double most) {
    String name = "CPU, " + mode + " ÷ " + theirs;
    if (rounds.has(theirs)) {
      atMost(name, rounds.ratio(ours, theirs, Round::cpuPerMillion), most);
    } else {
      figures.add(new Figure(name, theirs + " is MISSING", "≤ " + most, Optional.empty()));
    }
  }

  private void atMost(String name, double value, double most) {
    figures.add(
        Figure.of(name, String.format(Locale.ROOT, "%.2f", value), "≤ " + most, value <= most));
  }
}
