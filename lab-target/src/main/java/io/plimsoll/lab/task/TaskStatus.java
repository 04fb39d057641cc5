package io.plimsoll.lab.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a task stands. */
public enum TaskStatus {
  QUEUED,
  RUNNING,
  DONE,
  FAILED;

  /** Whether nothing will change any more. */
  public boolean isFinal() {
    return this == DONE || this == FAILED;
  }

  /** The word on the wire, such as {@code done}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
