package io.plimsoll.lab.task;

import java.util.Map;

/**
 * Work to be done.
 *
 * @param kind names the law of its time, {@code work.<kind>}
 * @param attributes what the client said about it
 * @param effort factor on its time, above 0
 * @param outputBytes size of the file it makes; 0 when it makes none
 */
public record TaskSpec(
    String kind, Map<String, String> attributes, double effort, long outputBytes) {

  public TaskSpec {
    attributes = Map.copyOf(attributes);
    if (!(effort > 0) || outputBytes < 0) {
      throw new IllegalArgumentException("effort must be above 0 and outputBytes not negative");
    }
  }
}
