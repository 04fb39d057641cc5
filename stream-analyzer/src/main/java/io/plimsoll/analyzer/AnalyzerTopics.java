package io.plimsoll.analyzer;

import io.plimsoll.schemas.topic.Topic;
import io.plimsoll.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The topics the analyzer needs, with the one that it keeps to itself. */
final class AnalyzerTopics {
  private AnalyzerTopics() {}

  /**
   * Deltas on their way from stage 1 to stage 2, in a binary form of their own. The broker stamps
   * them: event times of a month ago must not make them fall to the retention at once. They are
   * deleted once stage 2 has committed them ({@code DeltaPurge}), whole segments at a time; the
   * retention, as long as that of the outcomes, is for an analyzer that is away in between.
   */
  static Topic deltas(Topics topics) {
    return new Topic(
        topics.prefix() + "analyzer-deltas",
        "number of the partition; the partition of the runs in it",
        Schema.create(Schema.Type.BYTES),
        topics.partitions(),
        Topic.Policy.DELETE,
        topics.requestOutcomes().retention(),
        "stream-analyzer",
        Map.of(
            "message.timestamp.type", "LogAppendTime",
            "segment.bytes", "4194304",
            "max.message.bytes", "4194304"));
  }

  static List<Topic> all(Topics topics) {
    List<Topic> all = new ArrayList<>(topics.all());
    all.add(deltas(topics));
    return all;
  }
}
