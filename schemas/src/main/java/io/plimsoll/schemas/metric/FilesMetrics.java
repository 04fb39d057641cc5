package io.plimsoll.schemas.metric;

import java.util.Set;

/**
 * Names of the metrics that are sampled of files and directories, without their labels; what they
 * mean and their units are in docs/samples.md. Whoever looks for one takes its name from here, so
 * that it is one that is there.
 */
public final class FilesMetrics {
  public static final String SIZE_BYTES = "size_bytes";
  public static final String FILES = "files";

  /** All of them. */
  public static final Set<String> ALL = Set.of(SIZE_BYTES, FILES);

  private FilesMetrics() {}
}
