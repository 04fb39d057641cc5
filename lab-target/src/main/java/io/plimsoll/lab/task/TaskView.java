package io.plimsoll.lab.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/**
 * A task as it stood at one moment.
 *
 * @param id 16 hexadecimal digits
 * @param kind what is worked on, such as {@code repackage}
 * @param attributes what the client said about it
 * @param status where it stands
 * @param progress percent, 0 to 100
 * @param submittedAt when it was accepted
 * @param startedAt when a worker took it, or null
 * @param finishedAt when it ended, or null
 * @param fileId the file it made, or null
 * @param error why it failed, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskView(
    String id,
    String kind,
    Map<String, String> attributes,
    TaskStatus status,
    int progress,
    String submittedAt,
    String startedAt,
    String finishedAt,
    String fileId,
    String error) {

  public TaskView {
    attributes = Map.copyOf(attributes);
  }

  static TaskView queued(String id, String kind, Map<String, String> attributes, Instant now) {
    return new TaskView(
        id, kind, attributes, TaskStatus.QUEUED, 0, now.toString(), null, null, null, null);
  }

  TaskView started(Instant now) {
    return new TaskView(
        id, kind, attributes, TaskStatus.RUNNING, 0, submittedAt, now.toString(), null, null, null);
  }

  TaskView progressed(int percent) {
    return new TaskView(
        id, kind, attributes, status, percent, submittedAt, startedAt, null, null, null);
  }

  TaskView done(Instant now, String madeFile) {
    return new TaskView(
        id,
        kind,
        attributes,
        TaskStatus.DONE,
        100,
        submittedAt,
        startedAt,
        now.toString(),
        madeFile,
        null);
  }

  TaskView failed(Instant now, String why) {
    return new TaskView(
        id,
        kind,
        attributes,
        TaskStatus.FAILED,
        progress,
        submittedAt,
        startedAt,
        now.toString(),
        null,
        why);
  }
}
