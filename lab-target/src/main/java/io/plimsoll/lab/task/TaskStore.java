package io.plimsoll.lab.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Known tasks; of the finished ones only the latest, so that a soak stays flat. Thread-safe. */
final class TaskStore {
  private static final int LISTED_AT_MOST = 1_000;

  private final int retained;
  private final Map<String, Task> tasks = new LinkedHashMap<>(); // guarded by this
  private final Deque<Task> newest = new ArrayDeque<>(); // guarded by this
  private final Deque<String> finished = new ArrayDeque<>(); // guarded by this

  TaskStore(int retained) {
    this.retained = retained;
  }

  synchronized void add(Task task) {
    tasks.put(task.view().id(), task);
    newest.addFirst(task);
    if (newest.size() > LISTED_AT_MOST) {
      newest.removeLast();
    }
  }

  synchronized void finished(Task task) {
    finished.addLast(task.view().id());
    if (finished.size() > retained) {
      tasks.remove(finished.removeFirst());
    }
  }

  synchronized Optional<Task> find(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** Lists among the latest thousand. */
  TaskPage list(Optional<TaskStatus> status, int offset, int limit) {
    List<Task> recent = recent();
    List<TaskView> matching = new ArrayList<>();
    int total = 0;
    for (Task task : recent) {
      TaskView view = task.view();
      if (status.isPresent() && view.status() != status.get()) {
        continue;
      }
      if (total >= offset && matching.size() < limit) {
        matching.add(view);
      }
      total++;
    }
    return new TaskPage(matching, total);
  }

  private synchronized List<Task> recent() {
    return List.copyOf(newest);
  }
}
