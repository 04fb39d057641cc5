package io.plimsoll.analyzer.commit;

import org.apache.kafka.common.TopicPartition;

/** Live state of one task that must leave with the task's next commit. */
public interface CommitFlush {
  /** Name of the stage, for those who watch the commits. */
  String stage();

  /** Whether this is one of the task's source partitions. */
  boolean reads(TopicPartition partition);

  /** Hands everything held since the last commit to the outlet and to the task's stores. */
  void flush(Outlet outlet);
}
