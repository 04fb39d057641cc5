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
  private static final String BATCHED = "recording in batches";

  private final Rounds rounds;
  private final List<Figure> figures = new ArrayList<>();

  private LoadGoals(Rounds rounds) {
    this.rounds = rounds;
  }

  static List<Figure> of(Rounds rounds, double diskOfSingles, double diskOfBatches) {
    LoadGoals goals = new LoadGoals(rounds);
    goals.ratio(NO_RECORDING, Plimsoll.BARE, "wrk", 1.25);
    goals.ratio(NO_RECORDING, Plimsoll.BARE, "Hyperfoil", 1);
    goals.atMost("user s per 1 M requests, " + NO_RECORDING, goals.user(Plimsoll.BARE), 0.7);
    double allocated = rounds.median(Plimsoll.BARE, round -> round.figure("allocated"));
    goals.atMost("bytes allocated per request, " + NO_RECORDING, allocated, 0.5);
    goals.recording(RECORDED, Plimsoll.RECORDING, diskOfSingles);
    goals.recording(BATCHED, Plimsoll.BATCHED, diskOfBatches);
    return goals.figures;
  }

  private void recording(String mode, String ours, double diskBytesPerOutcome) {
    ratio(mode, ours, "wrk", 1.6);
    ratio(mode, ours, "Hyperfoil", 1);
    ratio(mode, ours, "Gatling", 0.4);
    ratio(mode, ours, "k6", 0.2);
    atMost("user s per 1 M requests, " + mode, user(ours), 1.3);
    double more =
        rounds.median(ours, Round::cpuPerMillion)
            - rounds.median(Plimsoll.BARE, Round::cpuPerMillion);
    atMost("CPU µs per outcome, " + mode, more, 0.7);
    double allocated = rounds.median(ours, round -> round.figure("allocated"));
    atMost("bytes allocated per outcome, " + mode, allocated, 850);
    atMost("bytes on the broker's disk per outcome, " + mode, diskBytesPerOutcome, 25);
  }

  private double user(String ours) {
    return rounds.median(ours, Round::userPerMillion);
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
