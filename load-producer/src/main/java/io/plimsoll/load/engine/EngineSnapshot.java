package io.plimsoll.load.engine;

import java.util.List;

/**
 * What all lanes have seen, about a second old at most.
 *
 * @param operations by the scenario's order of operations
 * @param ratesPerSecond requests per second of each over the last second
 * @param users virtual users that run; in the open model, arrivals under way
 * @param inFlight requests begun and not completed
 * @param waiting requests that wait for a connection
 * @param sentAgain requests sent once more since the start, each because an idle connection ended
 *     under it
 */
public record EngineSnapshot(
    List<OperationCounts> operations,
    List<Double> ratesPerSecond,
    int users,
    int inFlight,
    int waiting,
    long sentAgain) {

  public EngineSnapshot {
    operations = List.copyOf(operations);
    ratesPerSecond = List.copyOf(ratesPerSecond);
  }
}
