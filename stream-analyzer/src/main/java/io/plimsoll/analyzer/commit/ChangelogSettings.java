package io.plimsoll.analyzer.commit;

import java.util.Map;

/**
 * How the changelogs of the stores are kept: compacted soon, because a restart reads all that is
 * there, and live windows are written over and over.
 */
public final class ChangelogSettings {
  private ChangelogSettings() {}

  /** Topic settings for {@code withLoggingEnabled}. */
  public static Map<String, String> compactSoon() {
    return Map.of(
        "segment.bytes", "4194304",
        "max.message.bytes", "4194304",
        "segment.ms", "600000",
        "min.cleanable.dirty.ratio", "0.1",
        "delete.retention.ms", "60000");
  }
}
