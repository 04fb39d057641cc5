package io.plimsoll.load.scenario;

import io.plimsoll.schemas.LoadModel;
import io.plimsoll.schemas.PhasePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a scenario is going to do, and what it can do at most. Immutable.
 *
 * @param phases the planned load, in order
 * @param operations what each operation may reach
 * @param requestsAtMost requests of the whole run when the target answers in no time; infinite when
 *     nothing paces it
 * @param unreachable limits that no target could meet under this plan, and those that it is too
 *     short to judge, one sentence each
 */
public record ScenarioPlan(
    List<PhasePlan> phases,
    List<OperationCeiling> operations,
    double requestsAtMost,
    Duration duration,
    List<String> unreachable) {

  public ScenarioPlan {
    phases = List.copyOf(phases);
    operations = List.copyOf(operations);
    unreachable = List.copyOf(unreachable);
  }

  /**
   * Throughput that pacing allows.
   *
   * @param perSecondAtMost mean over the whole run, against a target that answers in no time
   */
  public record OperationCeiling(String operation, double perSecondAtMost) {}

  public static ScenarioPlan of(Scenario scenario) {
    Ceiling ceiling = Ceiling.of(scenario);
    return new ScenarioPlan(
        phases(scenario.load()),
        ceiling.operations(),
        ceiling.requestsAtMost(),
        scenario.load().duration(),
        Stream.concat(ceiling.unreachable().stream(), ceiling.tooLate().stream()).toList());
  }

  /** Mean throughput of all operations at most; infinite when nothing paces the scenario. */
  public double perSecondAtMost() {
    return requestsAtMost * 1e9 / (double) duration.toNanos();
  }

  private static List<PhasePlan> phases(Load load) {
    List<PhasePlan> phases = new ArrayList<>();
    Duration start = Duration.ZERO;
    if (load instanceof Load.Closed closed) {
      for (Load.UserStage stage : closed.stages()) {
        add(phases, stage.name(), LoadModel.CLOSED, start, stage.over(), stage.from(), stage.to());
        start = start.plus(stage.over());
      }
    } else {
      for (Load.Arrivals stage : ((Load.Open) load).stages()) {
        double from = stage.fromPerSecond();
        add(phases, stage.name(), LoadModel.OPEN, start, stage.over(), from, stage.toPerSecond());
        start = start.plus(stage.over());
      }
    }
    return phases;
  }

  private static void add(
      List<PhasePlan> phases,
      String name,
      LoadModel model,
      Duration start,
      Duration length,
      double from,
      double to) {
    if (!length.isZero()) {
      phases.add(
          new PhasePlan(name, model, start.toNanos() / 1000, length.toNanos() / 1000, from, to));
    }
  }
}
