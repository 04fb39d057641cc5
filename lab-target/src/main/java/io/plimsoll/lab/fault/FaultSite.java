package io.plimsoll.lab.fault;

import io.plimsoll.lab.metrics.Histogram;
import io.plimsoll.lab.pool.ResourcePool;
import io.plimsoll.lab.task.WorkerPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What faults reach into.
 *
 * @param faults where those around requests are switched on
 * @param database the pool whose connections can be taken away
 * @param workers who can go away
 * @param timer for delays
 * @param networkNanos how long what comes in is held back before anybody here sees it
 * @param downstreamNanos times of calls to a service that is called
 * @param diskNanos times of writes to the disk
 * @param lockNanos times waited for the lock that every request takes under contention
 */
public record FaultSite(
    Faults faults,
    ResourcePool database,
    WorkerPool workers,
    ScheduledExecutorService timer,
    AtomicLong networkNanos,
    Histogram downstreamNanos,
    Histogram diskNanos,
    Histogram lockNanos) {}
