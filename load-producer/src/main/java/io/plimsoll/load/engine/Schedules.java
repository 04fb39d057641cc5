package io.plimsoll.load.engine;

import io.plimsoll.load.scenario.Load;
import io.plimsoll.load.schedule.ArrivalSchedule;
import io.plimsoll.load.schedule.BurstSchedule;
import io.plimsoll.load.schedule.LineSchedule;
import io.plimsoll.load.schedule.PoissonSchedule;
import io.plimsoll.load.schedule.SequenceSchedule;
import io.plimsoll.load.schedule.UserLine;
import io.plimsoll.load.schedule.UserSchedule;
import java.util.ArrayList;
import java.util.List;

/** Turns a scenario's load into schedules. Pure. */
final class Schedules {
  private Schedules() {}

  static UserSchedule users(Load.Closed load) {
    return new UserSchedule(
        load.stages().stream()
            .map(each -> new UserLine(each.from(), each.to(), each.over().toNanos()))
            .toList());
  }

  /** Even lines that follow each other are one schedule: fractions of arrivals are carried on. */
  static ArrivalSchedule arrivals(Load.Open load, long seed) {
    List<ArrivalSchedule> parts = new ArrayList<>();
    List<Load.ArrivalStage> even = new ArrayList<>();
    for (Load.Arrivals stage : load.stages()) {
      if (stage instanceof Load.ArrivalStage line && !line.poisson()) {
        even.add(line);
        continue;
      }
      flush(even, parts);
      if (stage instanceof Load.ArrivalStage line) {
        parts.add(new PoissonSchedule(lines(List.of(line)), seed + parts.size()));
      } else if (stage instanceof Load.BurstStage burst) {
        parts.add(new BurstSchedule(burst.size(), burst.every().toNanos(), burst.times()));
      }
    }
    flush(even, parts);
    return parts.size() == 1 ? parts.get(0) : new SequenceSchedule(parts);
  }

  private static void flush(List<Load.ArrivalStage> even, List<ArrivalSchedule> parts) {
    if (!even.isEmpty()) {
      parts.add(lines(even));
      even.clear();
    }
  }

  private static LineSchedule lines(List<Load.ArrivalStage> stages) {
    LineSchedule.Builder schedule = new LineSchedule.Builder();
    stages.forEach(
        stage ->
            schedule.line(
                stage.fromPerSecond(), stage.toPerSecond(), (double) stage.over().toNanos() / 1e9));
    return schedule.build();
  }
}
