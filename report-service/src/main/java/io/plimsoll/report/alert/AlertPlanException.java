package io.plimsoll.report.alert;

import java.util.List;

/** A file of receivers that cannot be used: every mistake in it, one per line, with its place. */
public final class AlertPlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlertPlanException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
