package io.plimsoll.analyzer.resource;

import io.plimsoll.schemas.topic.Topics;

/** Which window of which metric. */
record ResourceKey(String runId, String source, String metric, long widthMicros, long startMicros) {
  private static final long MICROS_PER_MILLI = 1000;

  /** The key on the topic, with the width in milliseconds. */
  byte[] topicKey() {
    return Topics.key(runId, source, metric, widthMicros / MICROS_PER_MILLI, startMicros);
  }

  long endMicros() {
    return startMicros + widthMicros;
  }

  long widthMillis() {
    return widthMicros / MICROS_PER_MILLI;
  }
}
