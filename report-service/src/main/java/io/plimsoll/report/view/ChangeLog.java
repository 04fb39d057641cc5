package io.plimsoll.report.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The last changes, numbered, for readers that come by at their own pace. The writer never waits; a
 * reader that stays away too long is told that it has missed something. Thread-safe.
 */
public final class ChangeLog<K> {
  private final int capacity;
  private final Deque<K> newest = new ArrayDeque<>();
  private long version;

  ChangeLog(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(K change) {
    newest.addLast(change);
    version++;
    if (newest.size() > capacity) {
      newest.removeFirst();
    }
  }

  /** Number of the newest change; 0 when there was none. */
  public synchronized long version() {
    return version;
  }

  /** What has changed after this version, each thing once. */
  public synchronized Since<K> since(long known) {
    long missed = version - known;
    if (known > version || missed > newest.size()) {
      return new Since<>(version, List.of(), true);
    }
    Set<K> changes = new LinkedHashSet<>();
    long skip = newest.size() - missed;
    for (K change : newest) {
      if (skip-- <= 0) {
        changes.add(change);
      }
    }
    return new Since<>(version, new ArrayList<>(changes), false);
  }

  /**
   * An answer.
   *
   * @param version where the reader is now
   * @param changes what has changed, oldest first, each thing once
   * @param lost some changes are no longer known: look at everything again
   */
  public record Since<K>(long version, List<K> changes, boolean lost) {
    public Since {
      changes = List.copyOf(changes);
    }
  }
}
