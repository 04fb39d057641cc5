package io.plimsoll.benchmarks.ablive;

/** A build under test: the lab target with its service times multiplied. */
enum Build {
  SAME("the same", "1"),
  SLOWER("+15 %", "1.15"),
  LITTLE_SLOWER("+5 %", "1.05");

  private final String title;
  private final String latencyScale;

  Build(String title, String latencyScale) {
    this.title = title;
    this.latencyScale = latencyScale;
  }

  String title() {
    return title;
  }

  String latencyScale() {
    return latencyScale;
  }
}
