package io.plimsoll.lab.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A task and those who follow it. */
final class Task {
  private final TaskSpec spec;
  private final long submittedNanos;
  private final List<Consumer<TaskView>> followers = new CopyOnWriteArrayList<>();
  private TaskView view; // guarded by this

  Task(TaskSpec spec, TaskView view, long submittedNanos) {
    this.spec = spec;
    this.view = view;
    this.submittedNanos = submittedNanos;
  }

  TaskSpec spec() {
    return spec;
  }

  long submittedNanos() {
    return submittedNanos;
  }

  synchronized TaskView view() {
    return view;
  }

  /** Changes the task and tells its followers, in the order of the changes. */
  synchronized void change(TaskView next) {
    view = next;
    followers.forEach(follower -> follower.accept(next));
  }

  /** Tells the state now and every later one. */
  synchronized Runnable follow(Consumer<TaskView> follower) {
    follower.accept(view);
    followers.add(follower);
    return () -> followers.remove(follower);
  }
}
