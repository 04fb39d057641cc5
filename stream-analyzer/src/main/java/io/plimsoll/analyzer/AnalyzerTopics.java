package io.plimsoll.analyzer;

import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The topics the analyzer needs, with the one that it keeps to itself. */
final class AnalyzerTopics {
  private AnalyzerTopics() {}

  /**
   * Deltas on their way from stage 1 to stage 2, in a binary form of their own. The broker stamps
   * them: event times of a month ago must not make them fall to the retention at once.
   */
  static Topic deltas(Topics topics) {
    return new Topic(
        topics.prefix() + "analyzer-deltas",
        "number of the partition; the partition of the runs in it",
        Schema.create(Schema.Type.BYTES),
        topics.partitions(),
        Topic.Policy.DELETE,
        Duration.ofDays(1),
        "stream-analyzer",
        Map.of("message.timestamp.type", "LogAppendTime"));
  }

  static List<Topic> all(Topics topics) {
    List<Topic> all = new ArrayList<>(topics.all());
    all.add(deltas(topics));
    return all;
  }
}
