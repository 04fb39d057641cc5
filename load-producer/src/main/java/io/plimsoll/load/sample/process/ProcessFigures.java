package io.plimsoll.load.sample.process;

import java.util.OptionalDouble;

/**
 * What one process uses; empty where the system does not tell.
 *
 * @param identity tells it from a later process with the same id
 * @param cpuSeconds since its start
 * @param contextSwitchesPerSecond of all its threads, over the last ten seconds or so
 * @param readBytes from storage since its start
 * @param writtenBytes to storage since its start
 */
record ProcessFigures(
    String identity,
    double cpuSeconds,
    long residentBytes,
    int threads,
    OptionalDouble descriptors,
    OptionalDouble contextSwitchesPerSecond,
    OptionalDouble readBytes,
    OptionalDouble writtenBytes,
    double uptimeSeconds) {}
