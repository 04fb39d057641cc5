package io.plimsoll.load.emit;

/**
 * Where the outcomes are.
 *
 * @param emitted acknowledged by the broker
 * @param inFlight given to the producer, not acknowledged
 * @param spooled waiting on disk
 * @param unrecorded lost: no room in the buffer or on disk, or refused by the broker
 */
public record EmitCounters(long emitted, long inFlight, long spooled, long unrecorded) {}
