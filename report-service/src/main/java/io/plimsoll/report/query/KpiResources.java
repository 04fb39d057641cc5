package io.plimsoll.report.query;

import java.util.Optional;

/**
 * What users, machines and queues did in a window; each is absent when it was not sampled then.
 *
 * @param usersAverage active virtual users of all agents
 * @param usersMax the same at most
 * @param inFlightMax requests in flight of all agents at most
 * @param cpuAverage busy share of the processors, 0 to 1: of the machines where agents only sample,
 *     or, without those, of the machine that the load came from
 * @param cpuMax the same at most
 * @param memoryAverage used share of the same machines' memory, 0 to 1
 * @param memoryMax the same at most
 * @param queueDepthAverage metric {@code queue_depth} of all sources together
 * @param queueDepthMax the same at most
 * @param activeTasksMax metric {@code active_tasks} of all sources together, at most
 * @param workerEfficiency metric {@code worker_efficiency_ratio}, mean of all sources
 */
public record KpiResources(
    Optional<Double> usersAverage,
    Optional<Double> usersMax,
    Optional<Double> inFlightMax,
    Optional<Double> cpuAverage,
    Optional<Double> cpuMax,
    Optional<Double> memoryAverage,
    Optional<Double> memoryMax,
    Optional<Double> queueDepthAverage,
    Optional<Double> queueDepthMax,
    Optional<Double> activeTasksMax,
    Optional<Double> workerEfficiency) {}
