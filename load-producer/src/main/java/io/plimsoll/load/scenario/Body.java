package io.plimsoll.load.scenario;

import java.nio.file.Path;
import java.util.List;

/** What a request carries. */
public sealed interface Body {
  Body NONE = new None();

  /** Nothing. */
  record None() implements Body {}

  /** Text, sent as UTF-8. */
  record Text(Template text) implements Body {}

  /** {@code multipart/form-data}. */
  record Multipart(List<Part> parts) implements Body {
    public Multipart {
      parts = List.copyOf(parts);
    }
  }

  /** One part of a multipart body. */
  record Part(String name, Content content) {}

  /** What a part holds. */
  sealed interface Content {}

  /** A field. */
  record Field(Template text) implements Content {}

  /**
   * A file of random bytes that do not compress, its size uniform between its two ends.
   *
   * @param leastBytes at least 1
   * @param mostBytes not below the least
   */
  record RandomFile(String fileName, long leastBytes, long mostBytes) implements Content {}

  /** A file of this machine. */
  record DiskFile(String fileName, Path path) implements Content {}
}
