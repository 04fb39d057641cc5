package io.plimsoll.report.api;

import java.util.Map;

/**
 * How the service is.
 *
 * @param status UP once everything that was there at the start has been read, STARTING before
 * @param caughtUp the same as a flag
 * @param recordsRead records taken from the topics
 * @param badRecords records that could not be used, by topic and reason
 * @param lagRecords records on the topics that have not been read yet
 * @param windowBytes memory of the windows, about
 */
public record Health(
    String status,
    boolean caughtUp,
    long recordsRead,
    Map<String, Long> badRecords,
    long lagRecords,
    long windowBytes) {
  public Health {
    badRecords = Map.copyOf(badRecords);
  }
}
