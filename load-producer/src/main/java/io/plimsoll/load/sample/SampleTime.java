package io.plimsoll.load.sample;

/**
 * When a sample is taken.
 *
 * @param nanos monotonic, of no particular origin
 * @param micros microseconds since the Unix epoch
 */
public record SampleTime(long nanos, long micros) {}
