package io.plimsoll.analyzer.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings the live state of a stream thread's tasks into each commit of that thread.
 *
 * <p>A processor registers its flush when it is initialised and takes it back when it is closed,
 * both on its stream thread. A task is flushed when one of its partitions is among the offsets
 * about to be committed; a task that is not among them has processed nothing since its last commit
 * and therefore holds nothing. Thread-safe: each thread sees its own flushes only, so a thread that
 * was fenced and closes late cannot disturb the one that took over its tasks.
 */
public final class CommitHook {
  private final ThreadLocal<List<CommitFlush>> onThisThread =
      ThreadLocal.withInitial(ArrayList::new);

  public void register(CommitFlush flush) {
    onThisThread.get().add(flush);
  }

  public void unregister(CommitFlush flush) {
    onThisThread.get().remove(flush);
  }

  /**
   * Flushes the tasks whose offsets are about to be committed, before the offsets are.
   *
   * @param partitions what the offsets are of
   * @return the stages that were flushed
   */
  public Set<String> beforeCommit(Collection<TopicPartition> partitions, Outlet outlet) {
    Set<String> stages = new TreeSet<>();
    for (CommitFlush flush : List.copyOf(onThisThread.get())) {
      if (partitions.stream().anyMatch(flush::reads)) {
        flush.flush(outlet);
        stages.add(flush.stage());
      }
    }
    return stages;
  }
}
