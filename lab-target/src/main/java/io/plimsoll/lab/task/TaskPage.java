package io.plimsoll.lab.task;

import java.util.List;

/** Part of the known tasks, newest first, and how many match in all. */
public record TaskPage(List<TaskView> tasks, int total) {

  public TaskPage {
    tasks = List.copyOf(tasks);
  }
}
